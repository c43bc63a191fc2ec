"""Numbers as their cells display them."""

import pytest

from roundtable.spreadsheet.number_format import shown, shown_text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("1500000", "[$€-407] #,##0", "€ 1,500,000"),
        ("2500000.5", '"USD" #,##0.00', "USD 2,500,000.50"),
        ("1500000", "#,##0 [$CHF]", "1,500,000 CHF"),
        ("5", '0 "trainers"', "5 trainers"),
        ("12500", '#,##0 "workers"', "12,500 workers"),
        ("7", "000", "007"),
        ("5551234", "000\\-0000", "555-1234"),
        ("5", "+0;-0;0", "+5"),
        ("-5", "0.0_);(0.0)", "(5.0)"),
        ("0.125", "0.0%", "12.5%"),
        ("1500000", '0.0,,"M"', "1.5M"),
        ("1500000", '[>=1000000]0.0,," million";0', "1.5 million"),
        ("1500", '[>=1000000]0.0,," million";0', "1500"),
        ("1.5", "# ?/?", "1 1/2"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("-1234.5", "_-[$€-2] * #,##0.00_-;-[$€-2] * #,##0.00_-", "-€ 1,234.50"),
        ("3", ";;;", "3"),
        ("1.10", "0.00", "1.10"),
    ],
)
def test_a_number_is_shown_with_all_that_its_format_puts_around_it(number: str, code: str, text: str) -> None:
    assert shown(number, code).text == text


@pytest.mark.parametrize(
    ("code", "amount", "currency"),
    [
        ("[$€-407] #,##0", "1500000", "EUR"),
        ('"USD" #,##0.00', "1500000.00", "USD"),
        ("[$$-409]#,##0", "1500000", "USD"),
        ('"$"#,##0', "1500000", "$"),
        ('#,##0" FCFA"', "1500000", "FCFA"),
        ("[$GH₵] #,##0", "1500000", "GHS"),
        ('"ca. "0.0,," million €"', "ca. 1.5 million", "EUR"),
        ("#,##0", "1500000", ""),
    ],
)
def test_a_format_tells_the_currency_of_its_amount(code: str, amount: str, currency: str) -> None:
    number = shown("1500000", code)
    assert (number.amount, number.currency) == (amount, currency)


def test_a_text_is_shown_with_the_words_of_its_format() -> None:
    assert shown_text("Health", '"Ministry of "@') == "Ministry of Health"
    assert shown_text("Health", "_-@_-") == "Health"
    assert shown_text("Health", "General") == "Health"
