"""Search, lists and coverage of 100,000 practices on a PostgreSQL server of its own, each against bare SQL there.

Bare SQL, written by hand, finds or counts the same on the same server in the same run; within twice that is wanted.
"""

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import psycopg

from roundtable.mapping import coverage
from roundtable.mapping.coverage import DIMENSIONS
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace, initialize
from tests import postgresql
from tests.benchmarks import bench_coverage
from tests.benchmarks.bench_coverage import seconds
from tests.postgresql import Server

ROUNDS = 5
_LISTED = "SELECT i.id FROM practice_index i WHERE {} ORDER BY {}, i.id"
_STATUS = "i.id IN (SELECT id FROM practice WHERE deleted_at IS NULL AND status = '{}')"
_WORDS = "i.id IN (SELECT id FROM practice_text WHERE words @@ '{}'::tsquery)"
_COUNTRY = "i.id IN (SELECT practice_id FROM practice_country WHERE code = '{}')"
_TAG = "i.id IN (SELECT practice_id FROM practice_term JOIN term ON term.id = term_id WHERE name = '{}')"
_REGION = "(SELECT code FROM practice_country WHERE practice_id = i.id ORDER BY position LIMIT 1)"
_OF_PRACTICE = "SELECT id FROM practice WHERE deleted_at IS NULL ORDER BY {}, id"
_SORTS = {
    **{name: _LISTED.format("true", name) for name in ("title", "country", "thematic_area", "tag", "partner")},
    **{name: _OF_PRACTICE.format(column) for name, column in (("status", "status"), ("changed", "changed_at"))},
    "region": _LISTED.format("true", _REGION),
}
_SEARCHES = {
    ("ka", "title"): _LISTED.format(_WORDS.format("ka:*"), "title"),
    ("kalo miren", "title"): _LISTED.format(_WORDS.format("kalo:* & miren:*"), "title"),
    ("-kalo", "title"): _LISTED.format("NOT " + _WORDS.format("kalo:*"), "title"),
    ("status:draft", "country"): _LISTED.format(_STATUS.format("draft"), "country"),
    ("status:cleared", "title"): _LISTED.format(_STATUS.format("cleared"), "title"),
    ("country:Ghana", "title"): _LISTED.format(_COUNTRY.format("GHA"), "title"),
    ("tag:Gender country:Ghana", "partner"): _LISTED.format(
        f"{_TAG.format('Gender')} AND {_COUNTRY.format('GHA')}", "partner"
    ),
    ("ka status:draft", "country"): _LISTED.format(f"{_WORDS.format('ka:*')} AND {_STATUS.format('draft')}", "country"),
    ("missing:contact", "title"): _LISTED.format("i.id IN (SELECT id FROM practice WHERE contact = '')", "title"),
}


def main() -> None:
    """Print for each thing that is asked its median and how many times the floor that is."""
    if problem := postgresql.problem():
        print(f"no server is measured: {problem}")
        return
    with postgresql.running() as server:
        address = server.created("large")
        initialize(address)
        with Workspace.open(address) as workspace:
            key = bench_coverage.fill(workspace)
            _settle(server)
            with psycopg.connect(server.address("large"), autocommit=True) as plain:
                print(f"{bench_coverage.PRACTICES:,} practices on a server, and bare SQL there:")
                for sort, statement in _SORTS.items():
                    _compare(f"sort by {sort}", partial(practice_rows.find_ids, workspace, sort=sort), plain, statement)
                for (query, sort), statement in _SEARCHES.items():
                    ask = partial(practice_rows.find_ids, workspace, query, sort=sort)
                    _compare(f"“{query}” by {sort}", ask, plain, statement)
                _compare_coverage(workspace, key, plain)


def _settle(server: Server) -> None:
    """Do what a server does by itself after so many rows: gather statistics, and mark what everybody sees."""
    server.execute("UPDATE practice SET status = 'cleared' WHERE id % 3 = 0", "large")
    server.execute("VACUUM ANALYZE", "large")


def _compare_coverage(workspace: Workspace, key: int, plain: psycopg.Connection[Any]) -> None:
    for name, rows in bench_coverage.wholes().items():
        plain.execute(f"CREATE TEMP TABLE {name} (code TEXT, whole TEXT, PRIMARY KEY (code, whole))".encode())
        plain.cursor().executemany(f"INSERT INTO {name} VALUES (%s, %s)".encode(), rows)
        plain.execute(f"ANALYZE {name}".encode())
    for dimension in DIMENSIONS:
        ask = partial(coverage.table, workspace, key, dimension)
        _compare(f"coverage by {dimension}", ask, plain, bench_coverage.bare_table(dimension))
    for name, asked, statement in (
        ("by target", coverage.by_target, bench_coverage.BARE_BY_TARGET),
        ("balance", coverage.balance, bench_coverage.BARE_BALANCE),
    ):
        _compare(f"coverage {name}", partial(asked, workspace, key), plain, statement)


def _compare(name: str, ask: Callable[[], object], plain: psycopg.Connection[Any], statement: str) -> None:
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(ask))
        floor.append(seconds(lambda: plain.execute(statement.encode()).fetchall()))
    ratio = median(ours) / median(floor)
    print(f"  {name}: {1000 * median(ours):.0f} ms in the median, {ratio:.2f} times ({1000 * median(floor):.0f} ms)")


if __name__ == "__main__":
    main()
