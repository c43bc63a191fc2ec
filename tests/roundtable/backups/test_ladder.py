"""Which backups are kept: enough of every age, and never more than there is room for."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roundtable.backups.ladder import ALL_FOR, DAYS, MONTHS, WEEKS, Made, kept

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
PLENTY = 10**12
MADE = st.lists(
    st.builds(
        Made,
        st.floats(min_value=0, max_value=900).map(lambda days: NOW - timedelta(days=days)),
        st.integers(min_value=1, max_value=1000),
    ),
    max_size=120,
    unique_by=lambda one: one.moment,
)


@given(MADE)
def test_all_of_two_days_are_kept_and_at_most_so_many_of_the_days_weeks_and_months_before(made: list[Made]) -> None:
    chosen = kept(made, NOW, PLENTY)
    recent = {one for one in made if one.moment > NOW - ALL_FOR}
    assert recent <= chosen <= set(made)
    assert len(chosen - recent) <= DAYS + WEEKS + MONTHS


@given(MADE)
def test_of_a_day_only_the_newest_is_kept_and_every_newest_of_the_last_days(made: list[Made]) -> None:
    older = sorted(one for one in made if one.moment <= NOW - ALL_FOR)
    newest = {one.moment.date(): one for one in older}
    chosen = kept(made, NOW, PLENTY) & set(older)
    assert chosen <= set(newest.values())
    assert set(sorted(newest.values())[-DAYS:]) <= chosen


@given(MADE)
def test_thinning_out_twice_takes_away_no_more(made: list[Made]) -> None:
    once = kept(made, NOW, PLENTY)
    assert kept(list(once), NOW, PLENTY) == once


@given(MADE, st.integers(min_value=0, max_value=20_000))
def test_within_a_size_the_newest_always_stays_and_nothing_is_kept_beyond_it(made: list[Made], most: int) -> None:
    chosen = kept(made, NOW, most)
    assert chosen <= kept(made, NOW, PLENTY)
    if made:
        assert max(made) in chosen
        assert sum(one.size for one in chosen) <= most or chosen == {max(made)}


def test_a_year_of_half_hours_leaves_every_day_week_and_month() -> None:
    made: set[Made] = set()
    now = NOW - timedelta(days=400)
    while now < NOW:
        now += timedelta(hours=8)
        made = kept([*made, Made(now, 1)], now, PLENTY)
    ages = sorted((now - one.moment).days for one in made)
    assert len(made) <= 6 + DAYS + WEEKS + MONTHS
    assert set(range(13)) <= set(ages)
    assert all(later - earlier <= 38 for earlier, later in pairwise(ages))  # a week's last may be of the next month
    assert ages[-1] > 250
