"""Dialog for the options of a roundtable's annex: how it looks, what of a practice it prints and what it adds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from roundtable.records.annex_options import FIELDS, PAPERS, STYLES, AnnexOptions, FieldName
from ui.dialogs.dialog import Dialog
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import add_action, button, column, label, row

_MOST_WORDS = 9999
_INSET = 8
"""Of the text in a spin box (px), for which the style sheet has no padding."""
_NAME = Qt.ItemDataRole.UserRole


class AnnexOptionsDialog(Dialog):
    """Edit the options of an annex."""

    chosen = Signal(object)
    """The AnnexOptions to keep."""

    def __init__(self, code: str, options: AnnexOptions, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Annex options for {code}").format(code=code), (560, 660))
        styles = {"official": self.tr("Official"), "compact": self.tr("Compact"), "large": self.tr("Large print")}
        papers = {"A4": self.tr("A4"), "letter": self.tr("Letter")}
        self._style = _choice(self.tr("Style"), [(styles[style], style) for style in STYLES], options.style)
        self._paper = _choice(self.tr("Paper"), [(papers[paper], paper) for paper in PAPERS], options.paper)
        self._words = QSpinBox()
        self._words.setMaximum(_MOST_WORDS)
        self._words.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)
        self._words.setSpecialValueText(self.tr("No limit"))
        self._words.setValue(options.word_limit)
        self._words.setAccessibleName(self.tr("Summary word limit"))
        self._plain = _check(self.tr("&Black and grey only"), is_checked=options.is_plain)
        self._numbered = _check(self.tr("&Number areas and practices"), is_checked=options.is_numbered)
        self._printed = _check(
            self.tr("&Labels in title case, as in the papers (Web Links)"), is_checked=options.has_printed_labels
        )
        self._index = _check(self.tr("&Index of countries and terms"), is_checked=options.has_index)
        self._fields = self._field_list(options.fields)
        form = QFormLayout()
        for name, field in (
            (self.tr("&Style"), self._style),
            (self.tr("&Paper"), self._paper),
            (self.tr("Summary &word limit"), self._words),
        ):
            form.addRow(name, field)
        checks = column(self._plain, self._numbered, self._printed, self._index, spacing=4)
        moves = [
            button(self.tr("Move up"), lambda: self._move(-1)),
            button(self.tr("Move down"), lambda: self._move(1)),
        ]
        shown = row(self._fields, column(*moves, None, spacing=8))
        shown.setStretch(0, 1)
        heading = label(self.tr("Fields of a practice, in the order of printing:"))
        self._do = button(self.tr("Keep"), self._keep, "primary")
        self.lay_out(form, checks, heading, shown, accept=self._do, stretched=shown)
        self._style.setFocus()

    def options(self) -> AnnexOptions:
        """Return the options that are chosen."""
        items = (self._fields.item(at) for at in range(self._fields.count()))
        return AnnexOptions(
            style=self._style.currentData(),
            paper=self._paper.currentData(),
            is_plain=self._plain.isChecked(),
            has_printed_labels=self._printed.isChecked(),
            is_numbered=self._numbered.isChecked(),
            has_index=self._index.isChecked(),
            word_limit=self._words.value(),
            fields=tuple(item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked),
        )

    def _field_list(self, chosen: tuple[FieldName, ...]) -> QListWidget:
        """List the chosen fields in their order, checked, and below them the others."""
        names = self._names()
        fields = QListWidget()
        fields.setAccessibleName(self.tr("Fields"))
        fields.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name in (*chosen, *(name for name in FIELDS if name not in chosen)):
            item = QListWidgetItem(names[name], fields)
            item.setData(_NAME, name)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        fields.setCurrentRow(0)
        fields.itemChanged.connect(lambda _: self._do.setEnabled(bool(self.options().fields)))
        add_action(fields, self.tr("Move up"), lambda: self._move(-1), "Alt+Up")
        add_action(fields, self.tr("Move down"), lambda: self._move(1), "Alt+Down")
        return fields

    def _names(self) -> dict[FieldName, str]:
        return {
            "countries": self.tr("Countries"),
            "coordination": self.tr("Coordination"),
            "target_countries": self.tr("Target countries"),
            "partner": self.tr("Partners"),
            "funder": self.tr("Funders"),
            "co-funder": self.tr("Co-funders"),
            "thematic_areas": self.tr("Thematic areas"),
            "tags": self.tr("Tags"),
            "summary": self.tr("Summary"),
            "web_links": self.tr("Web links"),
            "extra": self.tr("Further fields"),
        }

    def _move(self, by: int) -> None:
        """Move the current field up or down."""
        at = self._fields.currentRow()
        if 0 <= at + by < self._fields.count():
            self._fields.insertItem(at + by, self._fields.takeItem(at))
            self._fields.setCurrentRow(at + by)

    def _keep(self) -> None:
        self.chosen.emit(self.options())
        self.accept()


def _choice(name: str, items: list[tuple[str, str]], chosen: str) -> QComboBox:
    made = ComboBox()
    made.setAccessibleName(name)
    for text, value in items:
        made.addItem(text, value)
    made.setCurrentIndex(made.findData(chosen))
    return made


def _check(text: str, *, is_checked: bool) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(is_checked)
    return made
