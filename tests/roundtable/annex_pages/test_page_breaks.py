"""Pages fill from the top, and what belongs together stays together."""

from hypothesis import given
from hypothesis import strategies as st

from roundtable.annex.strips import Strip, height_of
from roundtable.annex_pages.page_breaks import Filling, Page, paginate

HEIGHT = 100.0


def strips(*heights: float, kept: frozenset[int] = frozenset(), above: float = 0.0) -> list[Strip]:
    return [Strip(height, above=above, is_kept=number in kept) for number, height in enumerate(heights)]


def counts(pages: list[Page]) -> list[int]:
    return [len(page.placed) for page in pages]


def test_a_page_takes_as_many_strips_as_fit() -> None:
    assert counts(paginate(strips(40, 40, 40, 40), HEIGHT, 13.0)) == [2, 2]


def test_the_space_above_is_dropped_at_the_top_of_a_page() -> None:
    pages = paginate(strips(50, 40, 50, above=10), HEIGHT, 13.0)
    assert [[top for top, _ in page.placed] for page in pages] == [[0, 60], [0]]


def test_a_strip_kept_with_the_next_moves_with_it() -> None:
    assert counts(paginate(strips(40, 40, 40, kept=frozenset({1})), HEIGHT, 13.0)) == [1, 2]


def test_what_is_kept_together_but_taller_than_a_page_is_cut_at_its_end() -> None:
    pages = paginate(strips(10, *[30] * 7, kept=frozenset(range(8))), HEIGHT, 13.0)
    assert counts(pages) == [4, 3, 1]


def test_a_footnote_takes_its_room_from_the_page_it_is_called_on() -> None:
    called = strips(40, 40, 40)
    called[1].note = (Strip(30),)
    pages = paginate(called, HEIGHT, 13.0)
    assert counts(pages) == [1, 1, 1]
    assert [height_of(page.notes) for page in pages] == [0, 30, 0]


@given(
    st.lists(
        st.tuples(st.floats(1, 60), st.floats(0, 20), st.booleans(), st.sampled_from([0.0, 0.0, 15.0])), max_size=40
    )
)
def test_nothing_is_lost_or_runs_over_a_page(specified: list[tuple[float, float, bool, float]]) -> None:
    made = [
        Strip(height, above=above, is_kept=kept, note=(Strip(note),) if note else ())
        for height, above, kept, note in specified
    ]
    pages = paginate(made, HEIGHT, 13.0)
    assert [strip for page in pages for _, strip in page.placed] == made
    for page in pages:
        for top, strip in page.placed:
            assert top + strip.height <= HEIGHT - height_of(page.notes) + 1e-6


def test_further_strips_go_on_where_the_last_page_ends() -> None:
    filling = Filling(HEIGHT, 13.0, paginate(strips(40, 40, 40), HEIGHT, 13.0))
    filling.add_all(strips(50, 20))
    assert counts(filling.pages) == [2, 2, 1]
    assert [top for top, _ in filling.pages[1].placed] == [0, 40]
