"""Labels that have no field of their own, as a paper printed them, with their values.

Keeps any label; must not move one into another field.
"""

from typing import Any

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.prose_input import Prose
from ui.fields.row_fields import Grip, Row, RowLine, RowsField, small_button
from ui.widgets.build import row

translate = QCoreApplication.translate


class ExtrasField(RowsField):
    """Edit further labels and their values."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("extra", lambda: _ExtraRow(theme), translate("Editor", "Labels and values"))


class _ExtraRow(Row):
    goes_on_within = True

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._label = RowLine(self.tr("Label"))
        self._label.setPlaceholderText(self.tr("Add a label"))
        self._label.setFixedWidth(128)
        self._value = Prose(self.tr("Value"), most=6)
        self._value.setProperty("kind", "bare")
        self._value.setPlaceholderText(self.tr("Value"))
        self._remove = small_button("×", self.tr("Remove this label"))
        self._grip = Grip(theme)
        self.first = self._label
        self.setLayout(row(self._grip, self._label, self._value, self._remove, spacing=4))
        self._label.editingFinished.connect(self.edited)
        self._label.textChanged.connect(self._show_parts)
        self._label.textEdited.connect(self.typed)
        self._value.left.connect(self.edited)
        self._remove.clicked.connect(self.removed)
        self._grip.dragged.connect(self.dragged)
        self.watch(self._label, self._value)
        self._show_parts()

    @override
    def value(self) -> tuple[str, str] | None:
        label, text = " ".join(self._label.text().split()), self._value.text()
        return (label, text) if label or text else None

    @override
    def fill(self, value: Any) -> None:
        label, text = value or ("", "")
        self._label.setText(label)
        self._label.setCursorPosition(0)
        self._value.set_text(text)

    def _show_parts(self) -> None:
        label = self._label.text().strip()
        for part in (self._value, self._remove, self._grip):
            part.setVisible(bool(label or self._value.toPlainText()))
        self._value.setAccessibleName(self.tr("Value of {label}").format(label=label) if label else self.tr("Value"))
