"""Papers and records as people in many offices write them: each case a text, and below a rule what a person sees in it.

In the table of cases ``→`` stands for a tab; ``BYTES cp1252:3`` puts one byte of Windows-1252 into line 3 (or encodes
all lines so), ``BYTES double:1`` encodes line 1 twice. ``1.title`` is the title of the first practice.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePath

import pytest

from roundtable.intake.paper import read_text
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord

FILE = Path(__file__).parents[2] / "data" / "variants" / "papers.txt"
WORD = re.compile(r"[^\W\d_]{4,}")


def cases() -> Iterator[tuple[str, bytes, dict[str, str]]]:
    for block in re.split(r"^=== ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        text, _, said = rest.rpartition("\n---\n")
        expected = dict(line.split(":", 1) for line in said.splitlines() if line)
        yield name, encoded(text.replace("→", "\t") + "\n"), {key: value.strip() for key, value in expected.items()}


def encoded(text: str) -> bytes:
    mode = re.match(r"BYTES (cp1252|double):?(\d*|all)\n", text)
    if mode is None:
        return text.encode()
    lines = text[mode.end() :].splitlines(keepends=True)
    return b"".join(
        _odd(line, mode[1], is_all=mode[2] == "all") if mode[2] in ("", "all", str(number)) else line.encode()
        for number, line in enumerate(lines, 1)
    )


def _odd(line: str, mode: str, *, is_all: bool) -> bytes:
    if mode == "double":
        return line.encode().decode("cp1252", "replace").encode()
    if is_all:
        return line.encode("cp1252")
    at = next(at for at, letter in enumerate(line) if not letter.isascii())
    return line[:at].encode() + line[at].encode("cp1252") + line[at + 1 :].encode()


def of_practice(practice: PracticeRecord) -> dict[str, list[str]]:
    return {
        "title": [practice.title],
        "countries": [country.printed for country in practice.countries],
        "codes": [country.code for country in practice.countries],
        "partners": [f"{partner.name} ({partner.role})" for partner in practice.partners],
        "areas": list(practice.thematic_areas),
        "tags": list(practice.tags),
        "summary": [practice.summary.replace("\n\n", " ¶ ")],
        "links": list(practice.web_links),
        "link_urls": [link.rsplit(None, 1)[-1] for link in practice.web_links],
        "gcm_n": [one.partition(".")[0] for one in practice.gcm_objectives],
        "sdg_n": [one.partition(" ")[0] for one in practice.sdg_targets],
        "contact": [practice.contact],
        "extra": [
            *(f"{label}={value}" for label, value in practice.extra),
            *(note.replace(": ", "=", 1) for note in practice.notes.split("\n\n")),
        ],
    }


def of_roundtable(intake: Intake) -> dict[str, list[str]]:
    [roundtable] = intake.collection.roundtables
    return {
        "count": [str(len(intake.collection.practices))],
        "code": [roundtable.code],
        "rt_title": [roundtable.title],
        "meeting": [roundtable.meeting],
        "questions": [question.text for question in roundtable.guiding_questions],
        "measures": [measure.text for measure in roundtable.possible_measures],
        "sections": [section.heading for section in roundtable.sections],
    }


def is_as_said(key: str, wanted: str, found: dict[str, list[str]]) -> bool:
    name = next((name for name in sorted(found, key=len, reverse=True) if key.startswith(name)), key)
    values = [value for value in wanted.split(" | ") if value]
    match key.removeprefix(name):
        case "_contains":
            return wanted in found[name][0]
        case "_not":
            return wanted not in found[name]
        case "_in" | "_include":
            return set(values) <= set(found[name])
    if name == "extra":
        return set(values) <= set(found[name])
    return [value for value in found[name] if value] == values


@pytest.mark.parametrize(("name", "data", "expected"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_a_text_means_what_a_person_sees_in_it(
    name: str, data: bytes, expected: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / f"paper{PurePath(name).suffix or '.txt'}"
    file.write_bytes(data)
    check(name, file, data, expected)


def check(name: str, file: Path, data: bytes, expected: dict[str, str]) -> None:
    intake = read_text(file)
    loss, practices = intake.loss, intake.collection.practices
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    kept = json.dumps([asdict(intake.collection), [left.text for left in loss.ignored]], ensure_ascii=False).casefold()
    if absent := expected.pop("not_anywhere", ""):
        assert absent not in json.dumps([asdict(practice) for practice in practices], ensure_ascii=False)
    if expected.pop("no_words_lost", ""):
        letters = re.sub(r"[\W\d_]", "", kept)
        lost = [word for word in WORD.findall(data.decode().casefold()) if word not in letters]
        assert [word for word in lost if word not in _LABELS] == []
    numbered = {int(key.partition(".")[0]) for key in expected if key[0].isdigit()}
    assert numbered <= set(range(1, len(practices) + 1))
    if numbered and "count" not in expected:
        assert len(practices) == max(numbered)
    for key, wanted in expected.items():
        number, _, field = key.partition(".")
        found = of_practice(practices[int(number) - 1]) if field else of_roundtable(intake)
        assert is_as_said(field or key, wanted, found), (name, key, wanted, found)


_LABELS = frozenset(
    WORD.findall(
        "title titre título country pays país summary résumé resumen original language english français español short "
        "background paper annex annexe anexo document documento information trabajo main issue areas other related"
    )
)
