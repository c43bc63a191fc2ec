from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.records.written_days import read_day

TODAY = date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("5.12.2026", date(2026, 12, 5)),
        ("5/12/26", date(2026, 12, 5)),
        ("25/12", date(2026, 12, 25)),
        ("17.3.", date(2027, 3, 17)),
        ("5 Dec 2026", date(2026, 12, 5)),
        ("Dec 5, 2026", date(2026, 12, 5)),
        ("5 déc.", date(2026, 12, 5)),
        ("1er mars", date(2027, 3, 1)),
        ("vendredi 20 mars", date(2026, 3, 20)),
        ("5 de diciembre de 2026", date(2026, 12, 5)),
        ("March 3rd", date(2027, 3, 3)),
        ("29 February", date(2028, 2, 29)),
        ("next friday", date(2026, 3, 20)),
        ("vendredi prochain", date(2026, 3, 20)),
        ("el viernes que viene", date(2026, 3, 20)),
        ("Wednesday", date(2026, 3, 25)),
        ("last friday", date(2026, 3, 13)),
        ("mardi", date(2026, 3, 24)),
        ("today", TODAY),
        ("aujourd’hui", TODAY),
        ("mañana", date(2026, 3, 19)),
        ("après-demain", date(2026, 3, 20)),
        ("yesterday", date(2026, 3, 17)),
        ("in 2 weeks", date(2026, 4, 1)),
        ("in a week", date(2026, 3, 25)),
        ("dans une semaine", date(2026, 3, 25)),
        ("dentro de 3 días", date(2026, 3, 21)),
        ("il y a 2 jours", date(2026, 3, 16)),
        ("next month", date(2026, 4, 18)),
        ("end of March", date(2026, 3, 31)),
        ("fin février", date(2027, 2, 28)),
        ("fin du mois", date(2026, 3, 31)),
        ("the 15th", date(2026, 4, 15)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "soonish", "31 April", "March 2026", "45", "5 jui", "next", "5 6 March 2026", "tbd"]
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_a_day_that_is_past_by_nature_is_the_last_such_day() -> None:
    assert read_day("5 déc.", TODAY, is_past=True) == date(2025, 12, 5)
    assert read_day("friday", TODAY, is_past=True) == date(2026, 3, 13)
    assert read_day("Wednesday", TODAY, is_past=True) == date(2026, 3, 11)


def test_the_month_comes_first_where_a_locale_writes_it_so() -> None:
    assert read_day("4/3/2026", TODAY, is_month_first=True) == date(2026, 4, 3)
    assert read_day("4/3/2026", TODAY) == date(2026, 3, 4)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = read_day(text, TODAY)
    assert found is None or isinstance(found, date)


@given(st.dates(min_value=TODAY - timedelta(4000), max_value=TODAY + timedelta(4000)))
def test_a_day_written_whole_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"):
        assert read_day(day.strftime(form), TODAY) == day
