"""Web links are whole addresses, with the caption that was printed before them."""

import pytest

from roundtable.intake.web_links import links, lost_hyphen
from roundtable.paper_text.source import Source


def read(text: str) -> list[str]:
    return links(Source(text).lines())[0]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("http://a.org/x\nhttps://b.net", ["http://a.org/x", "https://b.net"]),
        ("http://a.org/x, http://b.net; www.c.int", ["http://a.org/x", "http://b.net", "www.c.int"]),
        ("http://a.org/long-\nname.html", ["http://a.org/long-name.html"]),
        ("http://a.org/long\n-name.html", ["http://a.org/long-name.html"]),
        ("http://a.org/x_\nOther words follow", ["http://a.org/x_", "Other words follow"]),
        ("Final report: http://a.org/x", ["Final report: http://a.org/x"]),
        ("Report on the\nsecond year: http://a.org/x\nhttp://b.net", ["Report on the second year: http://a.org/x"]),
        ("example.org/path", ["example.org/path"]),
        ("http://a.org/wiki/Tonga_(island)", ["http://a.org/wiki/Tonga_(island)"]),
        ("<http://a.org/x>.", ["http://a.org/x"]),
        ("on request", ["on request"]),
        ("http://a.org/x, see also: http://b.net", ["http://a.org/x", "http://b.net"]),
        ("http://a.org/x\nSee also the map: http://b.net", ["http://a.org/x", "See also the map: http://b.net"]),
        ("", []),
    ],
)
def test_links_are_whole_addresses_with_their_captions(printed: str, found: list[str]) -> None:
    assert read(printed)[: len(found)] == found


def test_a_join_that_is_a_guess_is_told() -> None:
    _, doubts = links(Source("http://a.org/x\nannual/report").lines())
    assert doubts == ["“http://a.org/x” and “annual/report” stood on two lines and were joined."]


def test_a_hyphen_lost_in_a_hyphenated_address_is_noticed() -> None:
    words = {"migrant", "health"}
    assert lost_hyphen("http://a.org/help-for-migranthealth", words.__contains__) == "migranthealth"
    assert lost_hyphen("http://a.org/migranthealth", words.__contains__) == ""
