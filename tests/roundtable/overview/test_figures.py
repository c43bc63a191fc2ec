"""Every number of the overview against counts by hand, in workspaces made at random."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.checks import check_report
from roundtable.history import handovers, practice_usage
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.overview import figures
from roundtable.overview.arrivals import Arrivals
from roundtable.overview.figures import Overview, RoundtableFigures
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.handover import HANDOVER_KINDS
from roundtable.records.identity import new_id
from roundtable.records.practice import CLEARED, STATUSES, Country, PracticeRecord, Translation
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.workspace import Workspace

CODES = ("RT 1", "RT 1.1", 'RT "2"')


def overview(workspace: Workspace) -> Overview:
    return figures.read(workspace, Arrivals())


def _practice(rng: random.Random) -> PracticeRecord:
    title, summary = rng.choice(["Wells", "", " \u00a0\n"]), rng.choice(["Water.", "", "\t"])
    versions = [
        Translation(
            language=language,
            title="Puits",
            original_title=rng.choice(["Wells", "Old", ""]),
            original_summary=rng.choice(["Water.", ""]),
        )
        for language in ("fr", "es")
        if rng.random() < 0.6
    ]
    return PracticeRecord(
        id=new_id(),
        title=title,
        summary=summary,
        status=rng.choice(STATUSES),
        countries=rng.choice([(), (Country("Ghana", "GHA"),), (Country(" "),), (Country(""), Country("Peru", "PER"))]),
        tags=rng.choice([(), ("Gender",)]),
        translations=tuple(versions),
    )


def _fill(workspace: Workspace, rng: random.Random) -> list[PracticeRecord]:
    """Add practices in annexes, mapped, in both, in none or in the trash; hand them over, then change some."""
    records = [_practice(rng) for _ in range(40)]
    with workspace.unit_of_work("Fill") as work:
        keys = practice_store.add(work, records)
        by_id = dict(zip((one.id for one in records), keys, strict=True))
        roundtables = [roundtable_store.add(work, _roundtable(code, rng.sample(records, 15)), by_id) for code in CODES]
    for key in roundtables:
        targets = roundtable_matrix.matrix(workspace, key).targets[1:]
        pairs = [(practice, rng.choice(targets)) for practice in rng.sample(keys, 8)]
        roundtable_matrix.mark(workspace, key, pairs)
        gaps.create(workspace, key, targets[-1], due="2031-01-01", owner="A. Person")
    practice_edits.trash(workspace, rng.sample(keys, 4))
    for key in roundtables[:2]:
        record = roundtable_store.get(workspace, key)
        assert record is not None
        for kind in HANDOVER_KINDS:
            handed = _loaded(workspace, rng.sample(keys, 12))
            handovers.note(workspace, kind, record, handed, file=Path(f"{kind}.x"), language="en")
    for practice in rng.sample(keys, 9):
        practice_edits.set_value(workspace, practice, "notes", "asked again", "Edit notes", read_as="")
    practice_edits.trash(workspace, rng.sample(keys, 3))
    return records


def _loaded(workspace: Workspace, keys: list[int]) -> list[PracticeRecord]:
    with workspace.reading() as connection:
        return list(practice_store.load(connection, keys).values())


def _roundtable(code: str, annex: list[PracticeRecord]) -> RoundtableRecord:
    questions = tuple(GuidingQuestion(id=new_id(), text=f"Question {n}?") for n in range(2))
    measures = tuple(PossibleMeasure(id=new_id(), text=f"measure {n}") for n in range(3))
    entries = tuple(AnnexEntry(one.id, questions[0].id) for one in annex)
    return RoundtableRecord(
        id=new_id(), code=code, guiding_questions=questions, possible_measures=measures, annex=entries
    )


@pytest.fixture(params=range(8))
def random_workspace(request: pytest.FixtureRequest, workspace: Workspace) -> Workspace:
    _fill(workspace, random.Random(request.param))  # noqa: S311 - invented records
    return workspace


def _practices_of(workspace: Workspace, shown: RoundtableFigures) -> list[PracticeRecord]:
    """Return the practices in the annex of a roundtable or mapped, as its matrix has them."""
    found = roundtable_matrix.matrix(workspace, shown.key)
    mapped = set().union(*(found.cells.mapped(target) for target in found.targets)) | found.annexed.keys()
    return _loaded(workspace, [key for key in mapped if key in _present(workspace)])


def _present(workspace: Workspace) -> set[int]:
    return set(practice_rows.find_ids(workspace))


def test_each_roundtable_counts_its_practices_by_status_and_by_what_they_lack(random_workspace: Workspace) -> None:
    for shown in overview(random_workspace).roundtables:
        practices = _practices_of(random_workspace, shown)
        report = check_report.check(random_workspace, shown.code)
        rules = Counter(problem.rule for one in report.practices for problem in one.problems)
        statuses = Counter(one.status for one in practices)
        assert shown.practices.count == len(practices) == report.checked
        assert {one.name: one.count for one in shown.statuses} == {
            "ready": report.ready,
            "in clearance": statuses["in clearance"],
            "draft": statuses["draft"],
        }
        wanted = {
            "title": rules["no title"],
            "summary": rules["no summary"],
            "countries": rules["no country"],
            "clearance": rules["not cleared"],
            "tags": rules["no tags"],
        }
        assert {one.name: one.count for one in shown.missing} == {name: n for name, n in wanted.items() if n}
        assert rules["not cleared"] == sum(one.status not in CLEARED for one in practices)


def test_each_roundtable_counts_the_language_versions_that_have_fallen_behind(random_workspace: Workspace) -> None:
    for shown in overview(random_workspace).roundtables:
        behind = Counter(
            version.language
            for one in _practices_of(random_workspace, shown)
            for version in one.translations
            if any(made := (version.original_title, version.original_summary)) and made != (one.title, one.summary)
        )
        assert {one.name: one.count for one in shown.outdated} == behind


def test_each_roundtable_counts_what_is_changed_new_and_gone_since_its_handovers(random_workspace: Workspace) -> None:
    found = overview(random_workspace).roundtables
    assert [len(shown.handovers) for shown in found] == [2, 2, 0]
    for shown in found[:2]:
        for last in shown.handovers:
            assert {one.name: one.count for one in last.since} == _since(random_workspace, shown, last.handover.kind)


def _since(workspace: Workspace, shown: RoundtableFigures, kind: str) -> dict[str, int]:
    matrix = roundtable_matrix.matrix(workspace, shown.key)
    keys = set(matrix.annexed)
    if kind == "contribution":
        keys = keys.union(*(matrix.cells.mapped(target) for target in matrix.targets))
    present = _present(workspace)
    with workspace.reading() as connection:
        roundtable = roundtable_store.load(connection, [shown.key])[shown.key]
        last = handovers.last(connection, "annex" if kind == "annex" else "contribution", roundtable.id)
        stored = practice_store.load(connection, list(present))
    assert last is not None
    then = {one.practice: one.revision for one in last.practices}
    changed_at = {row.id: row.changed_at for row in practice_rows.rows(workspace, list(present))}
    scope = {key: stored[key] for key in keys & present}
    return {
        "changed": sum(
            one.id in then and practice_usage.is_changed(then[one.id], last.at, one.revision, changed_at[key])
            for key, one in scope.items()
        ),
        "new": sum(one.id not in then for one in scope.values()),
        "gone": sum(one.id in then for key, one in stored.items() if key not in scope),
    }


def test_every_number_is_that_of_the_practices_that_its_query_finds(random_workspace: Workspace) -> None:
    found = overview(random_workspace)
    shown = [found.without_annex]
    for one in found.roundtables:
        shown += (one.practices, *one.statuses, *one.missing, *one.outdated)
        shown += (figure for last in one.handovers for figure in last.since)
    assert len(shown) > 40
    assert {figure.query: figure.count for figure in shown} == {
        figure.query: len(practice_rows.find_ids(random_workspace, figure.query)) for figure in shown
    }


def test_what_is_in_the_trash_and_in_no_annex_is_counted(random_workspace: Workspace) -> None:
    found = overview(random_workspace)
    assert (found.practices, found.in_trash) == (len(_present(random_workspace)), 40 - len(_present(random_workspace)))
    annexed: set[int] = set()
    for shown in found.roundtables:
        annexed |= roundtable_matrix.matrix(random_workspace, shown.key).annexed.keys()
    assert found.without_annex.count == len(_present(random_workspace) - annexed)


def test_open_gaps_come_with_owner_and_date_and_the_others_without_practice_are_named(workspace: Workspace) -> None:
    key, _ = roundtable_edits.create(workspace, "RT 7")
    record = roundtable_store.get(workspace, key)
    assert record is not None
    wanted = replace(record, guiding_questions=_roundtable("x", []).guiding_questions, deadline="2031-05-09")
    roundtable_edits.save(workspace, key, wanted)
    second = roundtable_matrix.matrix(workspace, key).targets[1]
    gaps.create(workspace, key, second, due="2031-01-01", owner="A. Person")
    [shown] = overview(workspace).roundtables
    assert shown.deadline == "2031-05-09"
    assert [(gap.target.mark, gap.owner, gap.due) for gap in shown.gaps] == [("Q2", "A. Person", "2031-01-01")]
    assert [target.mark for target in shown.uncovered] == ["Q1"]
