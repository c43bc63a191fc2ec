"""A file is written whole or not at all, to where its name leads."""

import sys
from pathlib import Path

import pytest

from roundtable.atomic_file import insistently, replacing


def write(target: Path, text: str) -> None:
    with replacing(target) as temporary:
        temporary.write_text(text, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that a person on Windows seldom has")
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for real in (shared / "old.json", shared / "new.json"):
        link = tmp_path / real.name
        link.symlink_to(real)
    (shared / "old.json").write_text("old", encoding="utf-8")
    for name in ("old.json", "new.json"):
        write(tmp_path / name, "written")
        assert (tmp_path / name).is_symlink()
        assert (shared / name).read_text(encoding="utf-8") == "written"
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "new.json",
        "new.json",
        "old.json",
        "old.json",
        "shared",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    write(target, "new")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("refusals", [0, 2, 3])
def test_a_file_that_a_scanner_holds_for_a_moment_is_written_and_one_that_stays_held_is_told(refusals: int) -> None:
    tries: list[int] = []

    def place() -> None:
        tries.append(1)
        if len(tries) <= refusals:
            raise PermissionError

    if refusals == 3:
        with pytest.raises(PermissionError):
            insistently(place, (0, 0))
    else:
        insistently(place, (0, 0))
    assert len(tries) == min(refusals + 1, 3)
