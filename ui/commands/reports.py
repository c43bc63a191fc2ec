"""Commands that report on practices: suggestions, checks, search; they write nothing."""

import argparse
import sys

from roundtable.errors import counted
from ui.commands.arguments import AddCommand, add_json, number_from
from ui.commands.console import by_kind, opened, print_json, short, terminal_progress

_FIELDS = """Fields: country (or region), tag, area, partner, role, roundtable, question, measure, status, language;
missing:title, summary, countries, clearance, needed (any of these), partners, links, contact, areas, tags or annex;
outdated:fr or outdated:any (a language version whose original was changed since); changed:2026-01, changed:>2026-01-31,
and since the last handover changed:annex, new:contribution, gone:"annex RT 3.2". A minus before one excludes."""


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    suggest = add("suggest", _suggest, "suggest questions and measures for each practice")
    suggest.add_argument("--roundtable", metavar="CODE", required=True)
    check = add("check", _check, "list what is missing or doubtful in the practices")
    check.add_argument("--roundtable", metavar="CODE", help="only the practices of this roundtable")
    search = add("search", _find, "find practices by words and fields")
    search.add_argument("text", metavar="TEXT")
    search.epilog = _FIELDS
    search.add_argument("--limit", type=number_from(1, "must be at least 1"), default=20, metavar="N")
    for command in (suggest, check, search):
        add_json(command)


def _suggest(chosen: argparse.Namespace) -> int:
    """Print what each practice is likely to answer, and why."""
    from roundtable.agenda import roundtable_store
    from roundtable.practices import practice_store
    from roundtable.suggestions.target_suggestions import Suggester

    with opened(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtable_store.key_of(connection, chosen.roundtable)
            names = practice_store.names(connection)
        suggested = Suggester(workspace, key).for_practices(progress=terminal_progress())
    if chosen.json:
        practices = [
            {
                "id": names[practice][0],
                "title": names[practice][1],
                **by_kind(
                    (one.target.kind, {"id": one.target.uid, "score": one.score, "why": list(one.why)}) for one in found
                ),
            }
            for practice, found in suggested.items()
        ]
        print_json({"practices": practices})
        return 0
    for practice, found in suggested.items():
        print(names[practice][1] or "(no title)")
        for one in found:
            print(
                f"    {one.target.mark}  {one.score:.2f}  {', '.join(one.why)}{'  (mapped)' if one.is_mapped else ''}"
            )
    return 0


def _check(chosen: argparse.Namespace) -> int:
    """Print what is missing or doubtful in the practices."""
    from roundtable.checks import check_report

    with opened(chosen) as workspace:
        report = check_report.check(workspace, chosen.roundtable)
    if chosen.json:
        print_json(check_report.report_as_json(report))
        return 0
    for one in report.practices:
        print(f"{one.id}  {one.title or '(no title)'}")
        for problem in one.problems:
            print(f"    {'missing' if problem.is_needed else 'advice'}: {problem.message}")
    practices = counted(report.checked, "practices")
    print(f"{practices} checked, {report.ready} ready, {report.checked - report.ready} not ready.")
    return 0


def _find(chosen: argparse.Namespace) -> int:
    """Find practices by their words."""
    from roundtable.search import execution, query

    query.check_asks(chosen.text)
    with opened(chosen) as workspace, workspace.reading() as connection:
        hits = execution.best(connection, chosen.text, chosen.limit)
    if chosen.json:
        fields = ("id", "title", "countries", "field", "excerpt")
        print_json({"practices": [{name: getattr(hit, name) for name in fields} for hit in hits]})
        return 0
    for hit in hits:
        print(f"{hit.id}  {hit.title or '(no title)'} — {', '.join(hit.countries)}")
        if hit.field:
            print(f"    {hit.field}: {short(hit.excerpt, 100)}")
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return 0
