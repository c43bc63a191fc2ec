"""The commands that tell what the workspace holds and what there is to do; they write nothing.

As text for a person, or with ``--json`` as one document for a program.
"""

import argparse
import sys

from ui.commands.common import opened, print_json, short, terminal_progress


def suggest(chosen: argparse.Namespace) -> int:
    """Tell what each practice is likely to answer, and why."""
    from roundtable.agenda import roundtable_store
    from roundtable.practices import practice_store
    from roundtable.suggestions.target_suggestions import Suggester

    with opened(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtable_store.key_of(connection, chosen.roundtable)
            names = practice_store.names(connection)
        suggested = Suggester(workspace, key).for_practices(progress=terminal_progress())
    if chosen.json:
        print_json(
            {
                "practices": [
                    {
                        "id": names[practice][0],
                        "title": names[practice][1],
                        **{
                            f"{kind}s": [
                                {"id": one.target.uid, "score": one.score, "why": list(one.why)}
                                for one in found
                                if one.target.kind == kind
                            ]
                            for kind in ("guiding_question", "possible_measure")
                        },
                    }
                    for practice, found in suggested.items()
                ]
            }
        )
        return 0
    for practice, found in suggested.items():
        print(names[practice][1] or "(no title)")
        for one in found:
            print(
                f"    {one.target.mark}  {one.score:.2f}  {', '.join(one.why)}{'  (mapped)' if one.is_mapped else ''}"
            )
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Tell what is missing or doubtful in the practices."""
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
    print(f"{report.checked} practices checked, {report.ready} ready, {report.checked - report.ready} not ready.")
    return 0


def find(chosen: argparse.Namespace) -> int:
    """Find practices by their words."""
    from roundtable.search import execution

    with opened(chosen) as workspace, workspace.reading() as connection:
        hits = execution.best(connection, chosen.text, chosen.limit)
    if chosen.json:
        print_json(
            {
                "practices": [
                    {
                        "id": hit.id,
                        "title": hit.title,
                        "countries": list(hit.countries),
                        "field": hit.field,
                        "excerpt": hit.excerpt,
                    }
                    for hit in hits
                ]
            }
        )
        return 0
    for hit in hits:
        print(f"{hit.id}  {hit.title or '(no title)'} — {', '.join(hit.countries)}")
        if hit.field:
            print(f"    {hit.field}: {short(hit.excerpt, 100)}")
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return 0
