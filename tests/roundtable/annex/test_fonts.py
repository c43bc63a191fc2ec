"""Every character finds a font that has it, or is named as missing."""

import pytest

from roundtable.annex.fonts import REPLACEMENT, Face, Fonts
from roundtable.fonts import font_files
from roundtable.fonts.font_file import FontFile
from tests.roundtable.fonts.blank_font import blank_font


def names(fonts: Fonts, text: str, *, is_right: bool = False) -> list[tuple[str, str]]:
    text = fonts.printable(text)
    pieces = fonts.visual_pieces(text, bytes([is_right] * len(text)), "bold")
    return [(piece.font.name if piece.font else "", piece.text) for piece in pieces]


def test_latin_greek_and_cyrillic_share_one_font_and_need_no_shaping() -> None:
    text = "Perú, Ελλάδα, Україна, Tiếng Việt — “ﬁ” €"
    fonts = Fonts(set(text))
    assert fonts.is_plain(text)
    assert {font for font, _ in names(fonts, text)} == {""}
    assert fonts.missing == set()


@pytest.mark.parametrize("text", ["ọ̀", "שלום", "≥", "می\u200cشود", "zero\u200bwidth", "ไทย"])
def test_marks_joiners_and_other_scripts_are_shaped(text: str) -> None:
    fonts = Fonts(set(text))
    assert not fonts.is_plain(text)
    assert all(font for font, _ in names(fonts, text))
    assert fonts.missing == set()


def test_every_grapheme_has_one_font_that_has_all_of_it() -> None:
    text = "a שָׁלוֹם নদী। ➢🏳️‍🌈✔b".replace("\ufe0f", "")
    fonts = Fonts(set(text))
    assert names(fonts, text) == [
        ("", "a"),
        ("", " "),
        ("NotoSansHebrew", "שָׁלוֹם"),
        ("NotoSansHebrew", " "),
        ("NotoSansBengali", "নদী।"),
        ("NotoSansBengali", " "),
        ("NotoSansSymbols2", "➢"),
        ("NotoEmoji", "🏳‍🌈✔"),
        ("NotoSans", "b"),
    ]
    assert fonts.missing == set()


def test_ideographs_have_the_font_of_the_words_script(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        FontFile(blank_font("Chinese", "中国のあ")),
        FontFile(blank_font("Japanese", "中国のあ"), script="[\u3040-\u30ff]"),
    ]
    monkeypatch.setattr(font_files, "_cjk_fonts", lambda: files)
    fonts = Fonts(set("中国の"))
    assert names(fonts, "中国") == [("Chinese", "中国")]
    assert names(fonts, "中国の") == [("Japanese", "中国の")]


def test_a_run_that_runs_right_is_told_from_its_last_word() -> None:
    text = "שלום (abc) עולם."
    assert [piece for _, piece in names(Fonts(set(text)), "שלום עולם.", is_right=True)] == [
        ".\u200f",
        "עולם",
        " ",
        "שלום",
    ]


def test_a_character_without_a_font_is_named_and_replaced_in_sight() -> None:
    text = "a中\x07\ue000"
    fonts = Fonts(set(text))
    assert fonts.missing == {"中", "\x07", "\ue000"}
    assert fonts.printable(text) == "a" + 3 * REPLACEMENT
    assert names(fonts, text) == [("", "a" + 3 * REPLACEMENT)]


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold-italic"])
def test_every_face_prints_every_letter(face: Face) -> None:
    everything = {chr(code) for code in range(0x20, 0x2000)}
    covered = "".join(sorted(everything - Fonts(everything).missing))
    fonts = Fonts(set(covered))
    assert fonts.widths(face)[covered] > 0
    for font, text, *_ in fonts.visual_pieces(covered, b"", face):
        if font:
            shapes = [cluster.shape for cluster in font.shape(text, is_right=False).clusters]
            assert all(part.glyph for shape in shapes for part in shape.parts)
        else:
            assert all(ord(char) in fonts.plain_font(face).face.charToGlyph for char in text)


def test_words_are_as_wide_as_their_letters() -> None:
    widths = Fonts(set("Wij")).widths("regular")
    assert widths["Wij"] == widths["W"] + widths["i"] + widths["j"]
    assert widths["W"] > widths["i"] > 0
