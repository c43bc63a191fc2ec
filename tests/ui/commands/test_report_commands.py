import json
from pathlib import Path

import pytest

from roundtable.mapping import gaps, roundtable_matrix
from roundtable.search.execution import MISSING
from roundtable.search.query import FIELDS
from roundtable.workspace import Workspace
from tests.samples import NURSES, ROUNDTABLE, WELLS
from tests.ui.commands import Answer, assert_refused, printed_json, run


def test_a_search_names_practice_countries_and_where_it_matched(workspace: Path) -> None:
    (hit,) = printed_json(run("search", "peru wells", "--json"))["practices"]
    assert (hit["id"], hit["title"]) == (WELLS.id, WELLS.title)
    assert hit["countries"] == [country.printed for country in WELLS.countries]
    assert hit["field"] == "title"
    answer = run("search", "infirmieres")
    assert NURSES.id in answer.out
    assert NURSES.title in answer.out


def test_a_search_by_field_alone_has_no_words_to_show(workspace: Path) -> None:
    assert run("search", "country:Peru").out == f"{WELLS.id}  {WELLS.title} — Perú, diaspora destination countries\n"


def test_a_search_keeps_to_its_limit_and_says_when_nothing_is_found(workspace: Path) -> None:
    assert len(printed_json(run("search", "wells OR abroad", "--limit", "1", "--json"))["practices"]) <= 1
    assert run("search", "submarine") == Answer(0, "", "Nothing found.\n")


def test_check_tells_what_is_missing_and_ends_well_whatever_it_finds(workspace: Path) -> None:
    answer = run("check")
    assert (answer.status, answer.err) == (0, "")
    assert "missing: It has no title." in answer.out
    assert answer.out.endswith("3 practices checked, 1 ready, 2 not ready.\n")
    report = json.loads(run("check", "--roundtable", ROUNDTABLE.code, "--json").out)
    assert (report["checked"], report["ready"]) == (2, 1)
    [wells] = report["practices"]
    assert wells["id"] == WELLS.id
    assert [problem["rule"] for problem in wells["problems"]] == ["not cleared", "unknown place", "off-list area"]
    assert_refused(run("check", "--roundtable", "RT 7"), "RT 7")


def test_coverage_counts_by_region_and_tells_the_gaps_with_what_is_being_done(workspace: Path) -> None:
    with Workspace.open(workspace) as opened:
        second = roundtable_matrix.matrix(opened, 1).targets[1]
    report = printed_json(run("coverage", "--roundtable", "rt9.1", "--json"))
    nowhere = dict.fromkeys(("Africa", "Americas", "Asia", "Europe", "Oceania"), 0)
    assert (report["roundtable"], report["practices"]) == ("RT 9.1", 2)
    assert report["by_region"] == {**nowhere, "Africa": 1, "Americas": 1}
    first, other = report["guiding_questions"]
    assert (first["practices"], first["by_region"]) == (1, {**nowhere, "Africa": 1})
    assert (other["id"], other["practices"]) == (second.uid, 0)
    [measure] = report["possible_measures"]
    assert (measure["practices"], measure["countries"], measure["regions"]) == (1, 1, 1)
    assert measure["partners"] == {"partner": 1, "funder": 1, "co-funder": 0, "coordination": 0}
    africa = {"code": "AFRICA", "name": "Africa", "practices": 1, "share": 0.5}
    assert report["balance"]["regions"][0] == africa
    assert [group["code"] for group in report["balance"]["groups"]] == ["LDC", "LLDC", "SIDS"]
    undone = dict.fromkeys(("state", "asked", "asked_on", "owner", "due", "note"))
    assert report["gaps"] == [{"guiding_question": second.uid, **undone}]
    with Workspace.open(workspace) as opened:
        gaps.create(opened, 1, second, state="request sent", owner="Ama", due="2026-03-31")
    [gap] = printed_json(run("coverage", "--roundtable", "RT 9.1", "--json"))["gaps"]
    assert gap == {**undone, "guiding_question": second.uid, "state": "request sent", "owner": "Ama"} | {
        "due": "2026-03-31"
    }


def test_coverage_is_printed_as_a_table_and_its_gaps_below(workspace: Path) -> None:
    lines = run("coverage", "--roundtable", "RT 9.1").out.splitlines()
    assert lines == [
        "      practices  Africa  Americas  Asia  Europe  Oceania",
        "Q1            1       1         0     0       0        0  What keeps nurses at home?",
        "Q2            0       0         0     0       0        0  Who pays for wells?",
        "M1            1       0         1     0       0        0  Pay for training",
        "",
        "      countries  regions  partners  funders  co-funders  coordination",
        "Q1            2        1         0        0           0             0",
        "Q2            0        0         0        0           0             0",
        "M1            1        1         1        1           0             0",
        "",
        "      practices  share",
        "              1    50%  Africa",
        "              1    50%  Americas",
        "              0     0%  Asia",
        "              0     0%  Europe",
        "              0     0%  Oceania",
        "              0     0%  Least developed countries",
        "              0     0%  Landlocked developing countries",
        "              0     0%  Small island developing States",
        "A practice counts once in each of its regions and groups, so that the shares may add up to more than 100%.",
        "",
        "Gap at Q2: no practice known",
    ]


@pytest.mark.parametrize("text", ["", "-", "country:", 'status:""', "wells -country: Peru"])
def test_a_search_for_nothing_is_refused(text: str, workspace: Path) -> None:
    assert_refused(run("search", text), "to search for", "Write ")


@pytest.mark.parametrize("command", ["coverage", "suggest"])
def test_a_report_on_a_roundtable_needs_one_that_is_there(workspace: Path, command: str) -> None:
    assert_refused(run(command, "--roundtable", "RT 7"), "RT 7", "RT 9.1")
    assert run(command).status == 2
    assert_refused(run(command, "--roundtable", "RT 9.1", "--workspace", workspace.with_name("none.roundtable")))


def test_suggest_names_what_a_practice_is_likely_to_answer_and_by_which_words(workspace: Path) -> None:
    report = printed_json(run("suggest", "--roundtable", "RT 9.1", "--json"))
    practices = {practice["id"]: practice for practice in report["practices"]}
    wells = practices[WELLS.id]
    assert wells["title"] == WELLS.title
    [best] = wells["possible_measures"]
    assert best.keys() == {"id", "score", "why"}
    assert (best["id"], best["why"]) == (ROUNDTABLE.possible_measures[0].id, ["pay"])
    assert 0 < best["score"] <= 1
    assert wells.keys() == {"id", "title", "guiding_questions", "possible_measures"}
    printed = run("suggest", "--roundtable", "RT 9.1").out.splitlines()
    assert WELLS.title in printed
    assert f"    M1  {best['score']:.2f}  pay  (mapped)" in printed


@pytest.mark.parametrize("text", ["-country:Peru", "-wells"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_search_may_only_exclude(text: str, place: int, workspace: Path) -> None:
    arguments: list[str] = ["--json"]
    arguments.insert(place, text)
    found = [hit["title"] for hit in printed_json(run("search", *arguments))["practices"]]
    assert found
    assert WELLS.title not in found


def test_check_counts_one_practice_as_one(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text('{"format": "roundtable/1", "practices": [{"title": "A"}]}', encoding="utf-8")
    assert run("import", file).status == 0
    assert run("check").out.endswith("1 practice checked, 0 ready, 1 not ready.\n")


def test_the_help_of_the_search_names_every_field_and_whatever_may_be_missing() -> None:
    words = " ".join(run("search", "--help").out.split())
    assert [field for field in FIELDS if field not in words] == []
    assert [name for name in MISSING if name not in words] == []
