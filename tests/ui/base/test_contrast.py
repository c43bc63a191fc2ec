"""Contrast as WCAG 2.2 asks for it: of every text on its ground, and of what shows a control and its focus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.base.theme import DARK, LIGHT, Choice, Colours, Theme, contrast

pytestmark = pytest.mark.look

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text and of shapes; no text of the window is large enough (24 px) to need less."""
GROUNDS = ("background", "surface", "raised")
"""What lies behind a control that has no ground of its own."""
BUTTONS = ("QComboBox", "QPushButton", "QToolButton")
CONTROLS = (*BUTTONS, "QLineEdit", "QSpinBox", "QTextEdit", "QPlainTextEdit", "QFrame#field_box")
INDICATORS = ("QCheckBox::indicator", "QListWidget::indicator", "QTableView::indicator", "QRadioButton::indicator")
WITHOUT_TEXT = {"::indicator", "::handle", "::chunk"}
PAINTED: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted", "accent") for ground in (*GROUNDS, "soft", "hover")),
    *((text, f"{name}_soft") for name in ("ok", "warning", "bad") for text in (name, "text")),
    *((name, ground) for name in ("ok", "warning", "bad") for ground in GROUNDS),
    ("bad", "soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_mark", "mark"),
)
"""Pairs of text and ground that chips, cells and cards are painted with."""
_SELECTOR = re.compile(r"(?P<type>Q\w+)(?P<rest>.*)")
_CONDITION = re.compile(r'#\w+|\[\w+="[\w-]+"\]|(?<!:)::[\w-]+|(?<!:):!?[\w-]+')


@dataclass(frozen=True)
class Rule:
    """One selector of the style sheet: what a widget must be, and how it looks then."""

    widget: str
    conditions: frozenset[str]
    looks: dict[str, str]

    @property
    def weight(self) -> tuple[bool, int]:
        """Return what decides between rules, as style sheets count it."""
        return any(one.startswith("#") for one in self.conditions), len(self.conditions) + (self.widget != "QWidget")


@pytest.fixture(params=[Choice.LIGHT, Choice.DARK], ids=["light", "dark"])
def colours(theme: Theme, request: pytest.FixtureRequest) -> Colours:
    """Dress the application in each theme."""
    theme.choose(request.param)
    return theme.colours


@pytest.fixture
def rules(theme: Theme, colours: Colours) -> list[Rule]:
    """Read the rules of the style sheet, those that weigh more after those that weigh less."""
    return sorted(_rules(theme.style_sheet()), key=lambda rule: rule.weight)


def _rules(sheet: str) -> Iterator[Rule]:
    for selectors, looks in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        declared = dict(re.findall(r"([\w-]+):\s*([^;]+?)\s*;", looks))
        for selector in selectors.split(","):
            last = _SELECTOR.fullmatch(selector.split()[-1])
            assert last is not None, selector
            yield Rule(last["type"], frozenset(_CONDITION.findall(last["rest"])), declared)


def _states(rules: list[Rule]) -> Iterator[tuple[str, frozenset[str], dict[str, str]]]:
    """Yield every kind of widget in every state that rules name, and how it looks."""
    states = {(one.widget, one.conditions) for one in rules}
    for one, other in combinations(rules, 2):
        if one.widget == other.widget and len({c for c in one.conditions | other.conditions if c[0] != ":"}) <= 2:
            states.add((one.widget, one.conditions | other.conditions))
    for widget, conditions in sorted(states, key=lambda state: (state[0], sorted(state[1]))):
        if _is_possible(conditions):
            yield widget, conditions, _looks(rules, widget, conditions)


def _is_possible(conditions: frozenset[str]) -> bool:
    """Tell whether a widget can be all of this: it has one kind, one tone, one name, and is not what it is not."""
    names = [re.sub(r"=.*|(?<=#).*|(?<=::).*", "", one) for one in conditions if one[0] in "#[" or one.startswith("::")]
    is_contrary = any(f":!{one.removeprefix(':')}" in conditions for one in conditions)
    return len(names) == len(set(names)) and not is_contrary


def _looks(rules: list[Rule], widget: str, conditions: frozenset[str]) -> dict[str, str]:
    """Return what all rules together say of a widget in a state; a part has its colours where it says nothing else."""
    looks: dict[str, str] = {}
    part = _parts(conditions)
    for rule in rules:
        needed = {one for one in rule.conditions if not one.startswith(":!")}
        is_excluded = any(f":{one[2:]}" in conditions for one in rule.conditions - needed)
        if rule.widget in {widget, "QWidget"} and needed <= conditions and not is_excluded:
            is_own = _parts(rule.conditions) == part
            looks |= {name: value for name, value in rule.looks.items() if is_own or name in {"color", "background"}}
    return looks


def _parts(conditions: frozenset[str]) -> set[str]:
    return {one for one in conditions if one.startswith("::")}


def _colour(value: str) -> str:
    found = re.search(r"#[0-9A-Fa-f]{6}", value)
    return found[0] if found else ""


def _border(looks: dict[str, str]) -> str:
    return _colour(looks.get("border-color", "") or looks.get("border", "")) if "border" in looks else ""


def _grounds(looks: dict[str, str], colours: Colours) -> list[str]:
    own = _colour(looks.get("background", ""))
    return [own] if own else [getattr(colours, ground) for ground in GROUNDS]


def test_every_text_that_the_style_sheet_colours_can_be_read(rules: list[Rule], colours: Colours) -> None:
    faint = {
        f"{widget}{''.join(sorted(conditions))}: {text} on {ground}"
        for widget, conditions, looks in _states(rules)
        if (text := _colour(looks.get("color", ""))) and not conditions & WITHOUT_TEXT
        for ground in _grounds(looks, colours)
        if contrast(text, ground) < TEXT
    }
    faint |= {
        f"{rule.widget}, selected: {looks}"
        for rule in rules
        if "selection-color" in (looks := rule.looks)
        and contrast(looks["selection-color"], looks["selection-background-color"]) < TEXT
    }
    assert not faint, "\n".join(sorted(faint))


def test_every_control_and_its_focus_stand_out_from_what_lies_behind(rules: list[Rule], colours: Colours) -> None:
    faint = [
        f"{widget}{''.join(sorted(conditions))}: {edges} on {behind}"
        for widget, conditions, looks in _states(rules)
        if (edges := _edges(widget, conditions, looks))
        for behind in (getattr(colours, ground) for ground in GROUNDS)
        if max(contrast(edge, behind) for edge in edges) < SHAPE
    ]
    assert not faint, "\n".join(faint)


def _edges(widget: str, conditions: frozenset[str], looks: dict[str, str]) -> list[str]:
    """Return the colours by which a control is seen: its border, and its ground if it has one of its own."""
    name = widget + "".join(one for one in conditions if one.startswith(("::", "#field_box")))
    border = _border(looks)
    if name not in {*CONTROLS, *INDICATORS} or not border or ":disabled" in conditions:
        return []
    return [one for one in (border, _colour(looks.get("background", ""))) if one]


def test_the_focus_changes_how_every_button_looks(rules: list[Rule]) -> None:
    same = [
        f"{widget}{''.join(sorted(conditions))}"
        for widget, conditions, looks in _states(rules)
        if widget in BUTTONS and not any(one.startswith(":") for one in conditions)
        if _looks(rules, widget, conditions | {":focus"}) == looks
    ]
    assert not same


@pytest.mark.parametrize(("text", "ground"), PAINTED)
def test_every_text_that_is_painted_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= TEXT


@pytest.mark.parametrize("group", [*QPalette.ColorGroup][:3], ids=lambda group: group.name)
def test_every_text_of_the_palette_can_be_read(
    colours: Colours, application: QApplication, group: QPalette.ColorGroup
) -> None:
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
        (role.LinkVisited, role.Window),
    ]
    look = application.palette().color
    faint = [pair for pair in pairs if contrast(look(group, pair[0]).name(), look(group, pair[1]).name()) < TEXT]
    assert not faint


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_controls_stands_out_on_every_ground(shown: Colours) -> None:
    assert min(contrast(shown.outline, getattr(shown, ground)) for ground in (*GROUNDS, "hover")) >= SHAPE


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
