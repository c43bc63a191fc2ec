"""The same query finds the same practices, in the same order, in a file and on a server."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable import imports
from roundtable.practices import practice_rows
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.intake import Intake
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.search import execution, facets
from roundtable.workspace import Workspace, initialize
from tests.postgresql import Server

_WORDS = [
    "migrant",
    "worker",
    "workers",
    "labour",
    "Diaspora",
    "diasporas",
    "études",
    "étude",
    "Straße",
    "strasse",
    "naïve",
    "ÎLE",
    "coopération",
    "co-operation",
    "skills",
    "health",
    "Łódź",
    "lodz",
    "移民",
    "移民政策",
    "政策",
    "هجرة",
    "الهجرة",
    "пункт",
    "Пункты",
    "rights",
    "2019",
    "RT3.2",
    "well",
    "wells",
    "o'clock",
    "a-b",
    "a_b",
    "émigré",
]
_COUNTRIES = (Country("Ghana", "GHA"), Country("Perú", "PER"), Country("Côte d’Ivoire", "CIV"), Country("diaspora"))
_PARTNERS = ("Ministry of Labour", "IOM", "Organisation internationale", "Świat")
_QUERIES = [
    *_WORDS,
    *(
        '"migrant worker"',
        '"worker migrant"',
        '"labour Diaspora études"',
        '"移民政策"',
        '"well wells"',
        "mig wor",
        "étu",
    ),
    *(
        "-migrant",
        "labour -rights",
        "country:Ghana",
        "country:dias",
        "-country:Peru",
        "partner:iom",
        'partner:"of lab"',
    ),
    *("tag:gender", "area:health", "status:draft", "missing:links", "missing:title", "role:funder", "language:fr"),
    *("partner:%", "partner:_", "a%b", "'", '"', "\\", "*", "wells* -well", "country:Ghana labour -health", "\ufffd"),
]
"""Words and phrases, filters and signs that a database may take for its own."""


def _practices() -> tuple[PracticeRecord, ...]:
    drawn = random.Random(7)  # noqa: S311 - the same in every run

    def text(most: int) -> str:
        return " ".join(drawn.choices(_WORDS, k=drawn.randint(0, most)))

    return tuple(
        PracticeRecord(
            id=derived_id(f"p{number}"),
            title=text(4),
            summary=text(60),
            notes=text(10),
            countries=tuple(drawn.sample(_COUNTRIES, drawn.randint(0, 2))),
            partners=tuple(Partner(name) for name in drawn.sample(_PARTNERS, drawn.randint(0, 2))),
            tags=tuple(drawn.sample(("Gender", "Brain drain", "off the list"), drawn.randint(0, 2))),
            status=drawn.choice(("draft", "cleared")),
            language=drawn.choice(("", "fr")),
        )
        for number in range(300)
    )


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Workspace]]:
    intake = Intake(file="f", kind="json", collection=Collection(practices=_practices()))
    file: Path = tmp_path_factory.mktemp("both") / "both.roundtable"
    with server.database() as address:
        initialize(address)
        with Workspace.open(file, create=True) as in_file, Workspace.open(address) as on_server:
            for workspace in (in_file, on_server):
                imports.take_in(workspace, [intake])
            yield in_file, on_server


@pytest.mark.parametrize("query", _QUERIES)
def test_a_query_finds_the_same_practices_best_first(query: str, both: tuple[Workspace, Workspace]) -> None:
    found = []
    for workspace in both:
        with workspace.reading() as connection:
            found.append(execution.best(connection, query, 300))
    assert found[0] == found[1]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", execution.SORTS)
def test_lists_are_in_the_same_order(sort: str, descending: bool, both: tuple[Workspace, Workspace]) -> None:
    orders = []
    for workspace in both:
        uids = [record.id for record in _practices()]
        keys = practice_rows.find_ids(workspace, "", sort=sort, descending=descending)
        orders.append([uids[key - min(keys)] for key in keys])
    if sort == "changed":  # moments of two imports
        assert orders[0] == orders[1] or len({*orders[0]}) == len({*orders[1]})
    else:
        assert orders[0] == orders[1]


@pytest.mark.parametrize("query", ["", "migrant", "country:Ghana"])
def test_facets_count_the_same(query: str, both: tuple[Workspace, Workspace]) -> None:
    in_file, on_server = (facets.counts(workspace, query) for workspace in both)
    assert in_file == on_server
