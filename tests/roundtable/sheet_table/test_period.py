"""Start and end out of one cell, and budgets in thousands."""

import pytest

from roundtable.sheet_table import amounts, period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2012-2014", ("2012", "2014")),
        ("2012 à 2014", ("2012", "2014")),
        ("de 2012 à 2014", ("2012", "2014")),
        ("2015–19", ("2015", "2019")),
        ("2015/2018", ("2015", "2018")),
        ("03/2012 - 12/2014", ("03/2012", "12/2014")),
        ("01.03.2015 - 30.06.2017", ("01.03.2015", "30.06.2017")),
        ("from March 2012 to May 2014", ("March 2012", "May 2014")),
        ("March to May 2014", ("March 2014", "May 2014")),
        ("2019 – ongoing", ("2019", "ongoing")),
        ("2016 a la fecha", ("2016", "a la fecha")),
        ("2015 to date", ("2015", "to date")),
        ("depuis 2015", ("2015", "")),
        ("until 2015", ("", "2015")),
        ("2015", ("2015", "")),
        ("24 months", None),
        ("see the summary", None),
    ],
)
def test_a_period_is_divided_into_start_and_end(text: str, found: tuple[str, str] | None) -> None:
    assert period.split(text) == found


@pytest.mark.parametrize(
    ("heading", "number", "budget"),
    [
        ("Budget (k EUR)", "150", "150000"),
        ("Budget (kUSD)", "150", "150000"),
        ("Budget ('000 USD)", "1,200", "1200000"),
        ("Coût (en milliers d'euros)", "1 200", "1200000"),
        ("Budget in million EUR", "2.5", "2500000"),
        ("Budget M€", "3", "3000000"),
        ("Budget (USD)", "150", "150"),
        ("Budget (k EUR)", "about 150", "about 150"),
    ],
)
def test_a_budget_is_written_in_full(heading: str, number: str, budget: str) -> None:
    assert amounts.in_full(number, amounts.unit_in(heading)) == budget
