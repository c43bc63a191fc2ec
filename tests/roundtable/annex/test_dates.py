"""The dates of a meeting are named in the language of its annex."""

import pytest

from roundtable.annex.dates import with_dates
from roundtable.annex.document import build
from roundtable.records.roundtable import RoundtableRecord


@pytest.mark.parametrize(
    ("text", "en", "fr", "es"),
    [
        ("Stockholm, 14–16 May 2014", *(f"Stockholm, 14–16 {m}" for m in ("May 2014", "mai 2014", "de mayo de 2014"))),
        ("1er février 2025", "1 February 2025", "1er février 2025", "1 de febrero de 2025"),
        ("3 de Agosto de 2025", "3 August 2025", "3 août 2025", "3 de agosto de 2025"),
        ("30 June – 1 July", "30 June – 1 July", "30 juin – 1er juillet", "30 de junio – 1 de julio"),
        ("14 and 15 May", "14 and 15 May", "14 et 15 mai", "14 y 15 de mayo"),
        ("1 y 2 de mayo de 2014", "1 and 2 May 2014", "1er et 2 mai 2014", "1 y 2 de mayo de 2014"),
        ("May 14–16, 2014", "14–16 May 2014", "14–16 mai 2014", "14–16 de mayo de 2014"),
        ("December 2018", "December 2018", "décembre 2018", "diciembre de 2018"),
        ("it may be in March", *["it may be in March"] * 3),
        ("Marrakech", *["Marrakech"] * 3),
    ],
)
def test_a_month_is_named_in_the_language_where_a_day_or_a_year_stands_with_it(
    text: str, en: str, fr: str, es: str
) -> None:
    assert [with_dates(text, language) for language in ("en", "fr", "es")] == [en, fr, es]


def test_the_masthead_dates_its_meeting_in_the_language_of_the_annex() -> None:
    roundtable = RoundtableRecord(id="", code="RT 3.2", meeting="Utopia (Amaurot, 14-16 May 2031)")
    assert build(roundtable, {}, language="es").place_and_date == "Amaurot, 14–16 de mayo de 2031"
