"""Every character finds a font that has it, or is named as missing."""

from roundtable.annex.fonts import REPLACEMENT, Fonts


def names(fonts: Fonts, text: str) -> list[tuple[str, str]]:
    return [(font.fontName.split("-")[0], piece) for font, piece in fonts.runs(fonts.printable(text), "bold")]


def test_latin_greek_and_cyrillic_share_one_font() -> None:
    text = "Perú, Ελλάδα, Україна, Tiếng Việt — “ﬁ” €"
    fonts = Fonts(set(text))
    assert names(fonts, text) == [("notosbo", text)]
    assert fonts.missing == set()


def test_other_scripts_and_symbols_fall_back_font_by_font() -> None:
    text = "a שלום ქ ➢ b"
    fonts = Fonts(set(text))
    assert [name for name, _ in names(fonts, text)] == [
        "notosbo",
        "figbo",
        "notosbo",
        "figbo",
        "notosbo",
        "symbol2",
        "notosbo",
    ]
    assert "".join(piece for _, piece in names(fonts, text)) == text
    assert fonts.missing == set()


def test_a_character_without_a_font_is_named_and_replaced_in_sight() -> None:
    text = "a中\x07\ue000😀"
    fonts = Fonts(set(text))
    assert fonts.missing == {"中", "\x07", "\ue000", "😀"}
    assert fonts.printable(text) == "a" + 4 * REPLACEMENT
    assert names(fonts, text) == [("notosbo", "a" + 4 * REPLACEMENT)]


def test_an_upright_glyph_stands_in_where_a_style_lacks_it() -> None:
    everything = {chr(code) for code in range(0x20, 0x2000)}
    covered = "".join(sorted(everything - Fonts(everything).missing))
    fonts = Fonts(set(covered))
    for face in ("bold", "italic", "bold-italic"):
        assert "".join(piece for _, piece in fonts.runs(covered, face)) == covered
        assert fonts.widths(face)[covered] > 0


def test_words_are_as_wide_as_their_letters() -> None:
    widths = Fonts(set("Wij")).widths("regular")
    assert widths["Wij"] == widths["W"] + widths["i"] + widths["j"]
    assert widths["W"] > widths["i"] > 0


def test_each_annex_of_one_process_has_the_symbols_that_it_needs() -> None:
    for symbol in "✔📚🏠":
        [(font, _)] = Fonts({symbol}).runs(symbol, "regular")
        assert ord(symbol) in font.face.charToGlyph
