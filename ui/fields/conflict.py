"""What another window or program wrote into a field meanwhile, told quietly under it, and the choice between both."""

from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from roundtable.errors import RoundtableError
from roundtable.history import last_change, practice_versions
from roundtable.history.practice_versions import Piece
from roundtable.history.undo_steps import Step
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.widgets.factories import button, column, label, row

translate = QCoreApplication.translate
Choice = tuple[str, Callable[[], object]]
"""The words on a button, and what it does."""


class Conflict(QFrame):
    """Say who changed the text; show on demand what was changed in it, with a button for each choice."""

    def __init__(self, field: str, changed_by: str, before: str, present: str, choices: Iterable[Choice]) -> None:
        super().__init__()
        self.setObjectName("conflict")
        by_another = translate("Conflict", "another window or program")
        self.whom = changed_by or by_another
        """Who changed it, and when, in words."""
        words = translate("Conflict", "Changed by {whom}. What you type here is not saved yet.")
        heading = label(words.format(whom=self.whom), "warning")
        self._show = button(translate("Conflict", "Show"), self._toggle, "small")
        theirs = label(name="theirs")
        theirs.setTextFormat(Qt.TextFormat.RichText)
        pieces = practice_versions.shortened(list(practice_versions.pieces(before, present)))
        theirs.setText(_marked(pieces) if present else _empty())
        theirs.setAccessibleName(present or _empty())
        buttons = [button(text, do, "small") for text, do in choices]
        for one in (self._show, *buttons):
            one.setAccessibleDescription(field)
        self._more = QWidget()
        self._more.setLayout(column(theirs, row(*buttons, None), spacing=6))
        self._more.hide()
        top = row(heading, self._show)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._more, margins=(10, 6, 10, 8), spacing=4))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{heading.text()} {present}"))

    def unfold(self) -> None:
        """Show what was changed, the focus on the choices."""
        if self._more.isHidden():
            self._toggle()
        self._show.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle(self) -> None:
        is_shown = self._more.isHidden()
        self._more.setVisible(is_shown)
        self._show.setText(translate("Conflict", "Hide") if is_shown else translate("Conflict", "Show"))
        self._show.setAccessibleName(self._show.text())


def choices(keep_mine: Callable[[], object], take_theirs: Callable[[], object]) -> list[Choice]:
    """Return the two choices that there always are."""
    return [
        (translate("Conflict", "Keep mine"), keep_mine),
        (translate("Conflict", "Use the other"), take_theirs),
    ]


def merging(merge: Callable[[], object]) -> Choice:
    """Return the choice of both."""
    return translate("Conflict", "Merge both"), merge


def who_changed(
    workspace: Workspace | None, table: str, column: str, values: Collection[Any], locale: QLocale, **of: int
) -> str:
    """Say who wrote one of the values into a row of a shared workspace, and when; "" where unknown, as in a file."""
    return _told(workspace, lambda shared: last_change.find(shared, table, column, values, **of), locale)


def who_replaced(workspace: Workspace | None, table: str, values: Mapping[str, Any], locale: QLocale) -> str:
    """Say who took a row with these values out of a table of a shared workspace, and when; "" where unknown."""
    return _told(workspace, lambda shared: last_change.replaced(shared, table, values), locale)


def _told(workspace: Workspace | None, find: Callable[[Workspace], Step | None], locale: QLocale) -> str:
    if workspace is None or not workspace.is_shared:
        return ""
    try:
        return by_whom(find(workspace), locale)
    except RoundtableError:  # all there is to do about it is to go without a name
        return ""


def by_whom(step: Step | None, locale: QLocale) -> str:
    """Name the author of a step and its moment; "" for none."""
    words = translate("Conflict", "{name}, {moment}")
    return words.format(name=step.author, moment=value_texts.moment(step.at, locale)) if step else ""


def _empty() -> str:
    return translate("Conflict", "(empty)")


def _marked(pieces: Iterable[Piece]) -> str:
    """Return the pieces of a text, what was removed struck out and what was added underlined."""
    marks = {"kept": "{}", "removed": "<s>{}</s>", "added": "<u>{}</u>"}
    return "".join(marks[kind].format(escape(text).replace("\n", "<br>")) for kind, text in pieces)
