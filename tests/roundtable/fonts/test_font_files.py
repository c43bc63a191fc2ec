"""A font is loaded when its script occurs; those of the machine help where the program has none."""

import pytest

from roundtable.fonts import font_files
from roundtable.fonts.font_files import fonts_with, text_font


def names(text: str) -> list[str]:
    return [file.name for file in fonts_with(set(map(ord, text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ابج", ["NotoSansArabic"]),
        ("שלוםअ", ["NotoSansDevanagari", "NotoSansHebrew"]),
        ("ᲛᲐმა", ["NotoSansGeorgian"]),
        ("≥", ["NotoSansMath"]),
        ("😀🇫", ["NotoEmoji"]),
        ("", []),
    ],
)
def test_only_the_fonts_of_the_scripts_that_occur_are_used(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_text_without_other_scripts_loads_no_font_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "_packaged", None)
    assert names("") == []


def test_the_faces_of_text_differ() -> None:
    assert text_font("regular")[0] is text_font("bold")[0]
    assert {text_font("regular")[1], text_font("bold")[1]} == {400, 700}
    assert text_font("italic")[0].name == "NotoSans-Italic"
