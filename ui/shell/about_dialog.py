"""Dialogs of the help menu: version, licence and libraries; keyboard shortcuts."""

import platform
from operator import itemgetter

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from roundtable import __version__
from ui.shell.actions import ACTIONS, translated
from ui.widgets.factories import button, column, label, row, table
from ui.widgets.rows_model import Column, RowsModel


class AboutDialog(QDialog):
    """Version, licence and location of the workspace."""

    def __init__(self, location: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Roundtable"))
        self.setMinimumWidth(460)
        purpose = self.tr(
            "Prepare intergovernmental roundtables offline: keep practice records, print the annex, hand over the "
            "contribution."
        )
        versions = self.tr("Version {version}, with Qt {qt} and Python {python}").format(
            version=__version__, qt=qt_version, python=platform.python_version()
        )
        licence = self.tr("Free software under the MIT licence; Qt and PySide6 under the LGPL.")
        workspace = self.tr("Workspace: {file}").format(file=location or self.tr("none"))
        self.setLayout(
            column(
                label("Roundtable", "title"),
                label(purpose),
                label("\n".join((versions, licence, workspace)), "caption"),
                None,
                row(None, button(self.tr("Close"), self.accept, "primary")),
                margins=(24, 24, 24, 16),
                spacing=12,
            )
        )


class ShortcutsDialog(QDialog):
    """Every action that has keys, and the keys of lists and fields."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(520, 600)
        columns = (
            Column[tuple[str, str]](self.tr("Action"), itemgetter(0)),
            Column[tuple[str, str]](self.tr("Keys"), itemgetter(1)),
        )
        model = RowsModel(columns, self)
        model.set_rows([*_of_actions(), *self._of_lists()])
        shown = table(model, self.tr("Keyboard shortcuts"))
        shown.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        close = button(self.tr("Close"), self.accept, "primary")
        self.setLayout(column(shown, row(None, close, margins=(16, 12, 16, 12))))

    def _of_lists(self) -> list[tuple[str, str]]:
        return [
            (self.tr("From the search into the table"), "Enter, Down"),
            (self.tr("Clear the search, close a message"), "Esc"),
            (self.tr("From link to link in a text"), "Tab, Enter"),
            (self.tr("From the fields back to the list"), "Esc"),
            (self.tr("New roundtable or term, in their lists"), "Ins"),
            (self.tr("Edit a roundtable, rename a term"), "F2"),
            (self.tr("Duplicate a roundtable"), "Ctrl+Shift+D"),
            (self.tr("Delete a roundtable, remove a term"), "Del"),
            (self.tr("Aliases of a term"), "Ctrl+Shift+A"),
            (self.tr("Members of a group of places"), "Ctrl+G"),
            (self.tr("Merge terms"), "Ctrl+M"),
            (self.tr("Show the practices that carry a term"), "Enter"),
            (self.tr("Move a section, question, measure or footnote"), "Alt+Up, Alt+Down"),
        ]


def _of_actions() -> list[tuple[str, str]]:
    form = QKeySequence.SequenceFormat.NativeText
    return [
        (translated(spec.text).replace("&", ""), ", ".join(QKeySequence(keys).toString(form) for keys in spec.keys))
        for spec in ACTIONS
        if spec.keys
    ]
