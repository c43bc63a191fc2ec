"""English, too, has a translation: the singulars and plurals of every text that counts something."""

import sys
from pathlib import Path
from shutil import copyfile, which
from subprocess import run
from xml.etree import ElementTree

import resources

ENGLISH = resources.path("translations/roundtable_en.ts")
UI = Path(__file__).resolve().parents[2] / "ui"


def _counted(file: Path) -> dict[tuple[str, str], list[str]]:
    """Return the forms of every text with a count, by where it stands and how it is written."""
    contexts = ElementTree.parse(file).getroot().iter("context")  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): [
            form.text or "" for form in message.iter("numerusform")
        ]
        for context in contexts
        for message in context.iter("message")
        if (part := message.find("translation")) is not None and part.get("type") not in {"obsolete", "vanished"}
    }


def test_every_text_that_counts_has_its_singular_and_its_plural(tmp_path: Path) -> None:
    renewed = Path(copyfile(ENGLISH, tmp_path / "renewed.ts"))
    sources = sorted(str(file) for file in UI.rglob("*.py"))
    lupdate = which("pyside6-lupdate", path=Path(sys.executable).parent)
    assert lupdate is not None
    run([lupdate, "-pluralonly", *sources, "-ts", str(renewed)], check=True, capture_output=True)
    assert _counted(renewed) == _counted(ENGLISH)
    assert all(len(forms) == 2 and all(forms) for forms in _counted(ENGLISH).values())
