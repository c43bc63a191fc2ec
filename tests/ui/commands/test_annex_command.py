import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.exchange import json_file
from roundtable.records.annex_options import USUAL, AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import needs
from tests.programs import pdf_text
from tests.samples import NURSES, ROUNDTABLE, WELLS
from tests.ui.commands import printed_json, run


@needs.program("pdftotext")
@pytest.mark.parametrize(("language", "title"), [("en", "A survey of nurses"), ("fr", "Étude des infirmières")])
def test_the_annex_is_a_pdf_that_prints_its_practices_in_the_language(
    language: str, title: str, workspace: Path, tmp_path: Path
) -> None:
    target = tmp_path / "annex.pdf"
    arguments = ("--roundtable", ROUNDTABLE.code, "--language", language)
    answer = run("annex", target, *arguments)
    assert (answer.status, answer.out) == (0, f"{target}\n")
    assert "Not translated" in answer.err
    assert (f"“{title}”" in answer.err) == (language == "en")
    printed = pdf_text(target)
    assert WELLS.title in printed
    assert title in printed


@pytest.fixture
def unprintable(tmp_path: Path, home: Path) -> Path:
    """Take in 25 practices with titles in two scripts that no font has, and return a folder."""
    titles = [f"{chr(0x4E00 + number)} {chr(0x13000 + number)}" for number in range(25)]
    practices = tuple(replace(WELLS, id=derived_id(title), title=title) for title in titles)
    table = replace(ROUNDTABLE, annex=tuple(AnnexEntry(practice=one.id) for one in practices))
    json_file.write(Collection(roundtables=(table,), practices=practices), tmp_path / "scripts.json")
    assert run("import", tmp_path / "scripts.json").status == 0
    return tmp_path


def test_letters_without_a_font_are_told_a_line_a_practice_and_script_none_left_out(unprintable: Path) -> None:
    answer = run("annex", unprintable / "annex.pdf")
    lines = [line for line in answer.err.splitlines() if line.startswith("No installed font")]
    assert len(lines) == 50
    assert all("cjk" in line for line in lines if "Chinese" in line)
    assert all("font that has them" in line for line in lines if "Egyptian" in line)


def test_letters_without_a_font_are_told_before_anything_is_written(unprintable: Path) -> None:
    answer = run("annex", unprintable / "no folder" / "annex.pdf")
    assert answer.status == 1
    assert answer.err.count("No installed font has") == 50


def test_letters_without_a_font_are_in_the_answer_for_programs(unprintable: Path) -> None:
    missing = printed_json(run("annex", unprintable / "annex.pdf", "--json"))["missing_letters"]
    assert len(missing) == 50
    assert {key for one in missing for key in one} == {"id", "title", "script", "letters", "fields", "remedy"}
    assert all(one["fields"] == ["title"] for one in missing)


def test_the_annex_says_what_is_not_cleared_and_leaves_it_out_when_asked(workspace: Path, tmp_path: Path) -> None:
    drafts = [{"id": WELLS.id, "title": WELLS.title}]
    printed = printed_json(run("annex", tmp_path / "a.pdf", "--language", "fr", "--json"))
    assert (printed["practices"], printed["drafts"], printed["left_out"]) == (2, drafts, [])
    cleared = printed_json(run("annex", tmp_path / "a.pdf", "--language", "fr", "--cleared-only", "--json"))
    assert (cleared["practices"], cleared["drafts"], cleared["left_out"]) == (1, [], drafts)
    assert "2 practices, 1 draft." in run("annex", tmp_path / "a.pdf").err
    assert f"Left out because not cleared: “{WELLS.title}”" in run("annex", tmp_path / "a.pdf", "--cleared-only").err


def test_a_practice_left_out_of_the_annex_without_a_title_is_named_as_the_annex_would(
    tmp_path: Path, home: Path
) -> None:
    untitled = replace(WELLS, title="", translations=())
    table = replace(ROUNDTABLE, annex=tuple(AnnexEntry(practice=one.id) for one in (untitled, NURSES)))
    json_file.write(Collection(roundtables=(table,), practices=(untitled, NURSES)), tmp_path / "untitled.json")
    assert run("import", tmp_path / "untitled.json").status == 0
    left_out = f"Left out because not cleared: “No title given ({WELLS.countries[0].printed})”."
    assert left_out in run("annex", tmp_path / "a.pdf", "--cleared-only").err


def test_the_annex_says_which_practices_have_no_text(tmp_path: Path, home: Path) -> None:
    bare = PracticeRecord(id=WELLS.id, title="Wells", countries=WELLS.countries)
    table = replace(ROUNDTABLE, annex=(AnnexEntry(practice=bare.id),))
    json_file.write(Collection(roundtables=(table,), practices=(bare,)), tmp_path / "bare.json")
    assert run("import", tmp_path / "bare.json").status == 0
    assert "Printed although no text was received: “Wells”." in run("annex", tmp_path / "a.pdf").err
    assert printed_json(run("annex", tmp_path / "a.pdf", "--json"))["without_text"] == [
        {"id": bare.id, "title": "Wells"}
    ]


def test_an_annex_is_printed_in_the_style_and_on_the_paper_asked_for(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    assert run("annex", target, "--style", "large", "--paper", "letter", "--plain").status == 0
    with pikepdf.open(target) as file:
        assert [float(side) for side in file.pages[0].mediabox] == [0, 0, 612, 792]
        content = file.pages[-1].Contents.read_bytes()
    assert re.search(rb" 16(\.0)? Tf", content)
    assert set(re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", content)) <= {(c, c, c) for c in (b"0.0", b"0.302")}
    assert run("annex", target, "--style", "tiny").status == 2


def test_options_kept_with_a_roundtable_are_used_unless_others_are_given(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    with Workspace.open(workspace) as own:
        with own.reading() as connection:
            key = roundtable_store.key_of(connection, ROUNDTABLE.code)
        chosen = AnnexOptions(has_index=True, fields=("tags",))
        roundtable_edits.set_field(own, key, "annex_options", chosen, "Options", read_as=USUAL)
    assert run("annex", target).status == 0
    assert "Index" in pdf_text(target)
    assert "Ministry of Water" not in pdf_text(target)
    assert run("annex", target, "--no-index", "--fields", "partner, summary").status == 0
    assert "Index" not in pdf_text(target)
    assert "Ministry of Water" in pdf_text(target)
    assert f"Shortened: “{WELLS.title}”" in run("annex", target, "--word-limit", "9", "--language", "fr").err
    assert run("annex", target, "--fields", "tags,notes").status == 2
    assert run("annex", target, "--word-limit", "-1").status == 2


def test_an_annex_in_latin_letters_loads_nothing_for_other_scripts(workspace: Path, tmp_path: Path) -> None:
    start = (
        "import sys, ui.command_line; ui.command_line.main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    write = ("annex", tmp_path / "annex.pdf", "--workspace", workspace, "--json")
    loaded = subprocess.run([sys.executable, "-c", start, *write], capture_output=True, text=True, check=True).stdout
    assert not {"fontTools", "icu4py", "pymupdf_fonts"}.intersection(loaded.split())
    assert "uharfbuzz" in loaded.split()
