"""Hints on a search: that a field of it does not exist, with the one that may be meant; that nothing was found."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from roundtable.search.completion import nearest_field
from roundtable.search.query import FIELDS, renamed_field, unknown_fields
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, label, row

translate = QCoreApplication.translate


class SearchHint(QWidget):
    """Say which field of a search does not exist; hidden while there is none."""

    replaced = Signal(str)
    """The search with the field that may be meant."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._words = label("")
        self._words.setWordWrap(True)
        self._replace = button("", self._take)
        self._replace.setProperty("kind", "small")
        layout = row(self._words, self._replace, margins=(16, 6, 16, 6), spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def show_for(self, typed: str) -> None:
        """Show what is to be said about a search."""
        unknown = next(iter(unknown_fields(typed)), "")
        self.setVisible(bool(unknown))
        if unknown:
            nearest = nearest_field(unknown)
            self._wanted = renamed_field(typed, unknown, nearest)
            words = self.tr("{name}: no such field; its words are searched for instead.").format(name=unknown)
            self._words.setText(words if nearest else f"{words} {self._fields()}")
            self._replace.setText(self.tr("Search in {field}").format(field=f"{nearest}:"))
            self._replace.setVisible(bool(nearest))

    def _fields(self) -> str:
        return self.tr("The fields are: {fields}.").format(fields=", ".join(FIELDS))

    @Slot()
    def _take(self) -> None:
        self.replaced.emit(self._wanted)


def nothing_found(clear: Callable[[], object]) -> QWidget:
    """Make what stands in the place of a list that nothing is in, with a way to clear the search."""
    return EmptyState(
        translate("SearchHint", "No practice matches"),
        translate(
            "SearchHint",
            "Every word must occur, in any field of the practice. Its history, its picture and the reasons of its "
            "mapping are not searched. Try fewer words, or the beginning of a word.",
        ),
        [(translate("SearchHint", "Clear the search"), clear)],
    )
