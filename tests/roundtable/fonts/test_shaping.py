"""What reads as one is one glyph, placed by the font's rules, and reads as it was typed."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from roundtable.fonts.composite_font import to_unicode
from roundtable.fonts.font_file import FontFile
from roundtable.fonts.font_files import fonts_with, text_font
from roundtable.fonts.font_program import Part, Shape, font_program
from roundtable.fonts.shaping import Cluster, GlyphFont


def file_with(text: str) -> FontFile:
    return next(file for file in fonts_with(set(map(ord, text))) if ord(text[0]) in file.characters)


def clusters(text: str, *, is_right: bool = False) -> list[Cluster]:
    return GlyphFont("G1", file_with(text), 400).shape(text, is_right=is_right).clusters


def parts(text: str, *, is_right: bool = False) -> list[tuple[Part, ...]]:
    return [cluster.shape.parts for cluster in clusters(text, is_right=is_right)]


def test_arabic_letters_join_and_stand_from_right_to_left() -> None:
    [end, middle, start] = parts("ببب", is_right=True)
    assert len({start, middle, end, *parts("ب", is_right=True)}) == 4
    assert [cluster.text for cluster in clusters("سلام", is_right=True)] == ["م", "ا", "ل", "س"]
    assert parts("لا", is_right=True) != [*parts("ا", is_right=True), *parts("ل", is_right=True)]


@pytest.mark.parametrize("text", ["कि", "கொ", "မြ", "ខ្មែ", "น้ำ", "হ্যা"])
def test_glyphs_that_stand_for_characters_together_are_one_shape(text: str) -> None:
    assert "".join(cluster.text for cluster in clusters(text)) == text
    assert any(len(one) > 1 for one in parts(text))


def test_a_mark_of_a_text_that_runs_right_is_found_after_its_letter_by_readers_who_turn_it_round() -> None:
    found = clusters("בָּר", is_right=True)
    assert "".join(cluster.text for cluster in reversed(found)) == "בָּר"
    assert [bool(cluster.shape.parts) for cluster in found] == [True, False, False, True]


def test_brackets_are_mirrored_where_text_runs_right() -> None:
    font = GlyphFont("G1", text_font("regular")[0], 400)
    turned, plain = font.shape("(", is_right=True).clusters, font.shape(")", is_right=False).clusters
    assert [turned[0].shape] == [plain[0].shape]
    assert turned[0].text == "("


def test_a_kerned_letter_is_the_same_glyph() -> None:
    font = GlyphFont("G1", text_font("regular")[0], 400)
    run = font.shape("AVA", is_right=False)
    operand, width = font.operand([("AVA", False), (" ", False)], 300)
    assert font.code(run.clusters[0]) == font.code(run.clusters[2])
    assert run.width < sum(font.advance(cluster.shape) for cluster in run.clusters)
    assert operand.count("<") > 1
    assert width == run.width + 300


def test_a_font_that_varies_is_wider_where_it_is_bold() -> None:
    file = file_with("አ")
    assert len({GlyphFont("G1", file, weight).shape("አማርኛ", is_right=False).width for weight in (400, 700)}) == 2


@pytest.mark.parametrize("char", ["ሰ", "≥"], ids=["TrueType, varies", "CFF"])
def test_the_embedded_program_has_the_outlines_of_its_shapes(char: str) -> None:
    font = file_with(char).at_weight(700)
    number = font.get_nominal_glyph(ord(char))
    extents = font.get_glyph_extents(number)
    moved = Shape((Part(number, 0, 0), Part(number, 100, 50)), 777)
    program = font_program(font, "Name", [Shape((), 0), moved])
    glyph = TTFont(BytesIO(program))["glyf"]["shape2"]
    box = (extents.x_bearing, extents.y_bearing + extents.height, extents.x_bearing + extents.width, extents.y_bearing)
    wanted = (box[0], box[1], box[2] + 100, box[3] + 50)
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == pytest.approx(wanted, abs=2)
    assert TTFont(BytesIO(program))["hmtx"]["shape2"][0] == 777
    assert program == font_program(font, "Name", [Shape((), 0), moved])


def test_a_character_beyond_four_digits_is_written_as_two_halves() -> None:
    assert "<0001> <D83DDCDA>" in to_unicode({1: "📚"}, 2)
