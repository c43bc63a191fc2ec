"""A font of this machine is used where no package has a letter, if it may be embedded and shows it."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from roundtable.fonts import system_fonts
from roundtable.fonts.font_files import fonts_with
from tests.roundtable.fonts.blank_font import blank_font


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder of fonts that this machine has, where some files are no fonts."""
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "empty.ttc").write_bytes(b"")
    monkeypatch.setattr(system_fonts, "font_folders", lambda: (tmp_path, tmp_path / "absent"))
    return tmp_path


def names(text: str) -> list[str]:
    return [file.full_name for file in fonts_with(set(map(ord, text)))]


def put(folder: Path, name: str, characters: str, *, embedding: int = 0) -> None:
    (folder / f"{name}.ttf").write_bytes(blank_font(name, characters, embedding=embedding))


def test_the_font_that_has_the_most_is_used_first(folder: Path) -> None:
    put(folder, "Few", "\U00013000")
    put(folder, "Many", "\U00013000中国")
    put(folder, "Other", "移中")
    assert names("\U00013000中国移") == ["Many", "Other"]
    assert names("文") == []


def test_a_plain_upright_font_is_preferred(folder: Path) -> None:
    put(folder, "A-BoldItalic", "中")
    put(folder, "B-Regular", "中")
    assert names("中") == ["B-Regular"]


def test_a_font_that_must_not_be_embedded_or_shows_boxes_is_not_used(folder: Path) -> None:
    put(folder, "Private", "中", embedding=2)
    put(folder, "LastResort", "中")
    assert names("中") == []


def test_a_collection_has_a_face_for_each_country(folder: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(BytesIO(blank_font(name, "中国の"))) for name in ("SansCJKjp", "SansCJKsc")]
    collection.save(folder / "sans.ttc")
    assert names("中国") == ["SansCJKsc"]
    assert names("中国の") == ["SansCJKjp"]
