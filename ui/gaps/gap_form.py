"""The form of one gap: what is being done about it, each field saved when a person leaves it.

Says what is to be saved and keeps what was refused; saving is the view's business.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from roundtable.mapping.gaps import STATES, GapRow
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.field import Field
from ui.fields.field_form import style_sheet
from ui.fields.text_fields import Combo, TextField, TidyLineField
from ui.widgets.build import column, label

Save = Callable[[int, str, Any], bool]
"""Sets one field of the gap with a key; tells whether it could."""
_TYPED = ("yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "d.M.yyyy", "d/M/yyyy")
"""How people write a day, beside the short form of their locale."""


class StateField(Field):
    """Choose how far the search for a practice is."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(name, said)
        self._input = Combo(self.label)
        for state in STATES:
            self._input.addItem(value_texts.gap_state(state), state)
        self._input.activated.connect(self.edited)
        self.lay_out(self._input)
        self.setFocusProxy(self._input)

    @override
    def value(self) -> Any:
        return self._input.currentData()

    @override
    def fill(self, value: Any) -> None:
        self._input.setCurrentIndex(self._input.findData(value))


class DayField(TidyLineField):
    """Edit a day, kept as ``YYYY-MM-DD``; what is no day is handed on as it is typed, for the service to refuse."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(name, said)
        example = self.locale().toString(QDate(QDate.currentDate().year(), 12, 5), _TYPED[1])
        self._input.setPlaceholderText(self.tr("Such as {day}").format(day=example))

    @override
    def value(self) -> Any:
        typed = super().value()
        day = _read(typed, self.locale())
        return day.toString(Qt.DateFormat.ISODate) if day.isValid() else typed

    @override
    def fill(self, value: Any) -> None:
        super().fill(value_texts.calendar_day(value, self.locale()))


class GapForm(QScrollArea):
    """Edit a gap; Esc saves and leaves."""

    left = Signal()

    def __init__(self, theme: Theme, save: Save, parent: QWidget) -> None:
        super().__init__(parent)
        self._set = save
        self._theme = theme
        self._gap: GapRow | None = None
        self._unsaved: dict[tuple[int, str], Any] = {}
        """What was refused, also of gaps that are no longer shown, by key and field."""
        self.setObjectName("editor")
        self.setAccessibleName(self.tr("Gap"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._target = label()
        self._closed = label("", "caption")
        self._fields: tuple[Field, ...] = (
            StateField("state", self.tr("State")),
            TidyLineField("asked", self.tr("Asked whom")),
            DayField("asked_on", self.tr("Asked on")),
            TidyLineField("owner", self.tr("Owner")),
            DayField("due", self.tr("Due")),
            TextField("note", self.tr("Note"), least=3),
        )
        page = QWidget()
        page.setObjectName("editor_page")
        page.setLayout(column(self._target, self._closed, *self._fields, None, margins=(16, 12, 16, 16), spacing=12))
        self.setWidget(page)
        for field in self._fields:
            field.edited.connect(partial(self._save_field, field))
        theme.changed.connect(self._dress)
        self._dress()

    def show_gap(self, gap: GapRow | None) -> None:
        """Show a gap as the workspace holds it; what is being typed stays, and what was refused comes back."""
        is_other = gap is None or self._gap is None or gap.key != self._gap.key
        if is_other:
            self._leave()
        self._gap = gap
        if gap is None:
            return
        self._target.setText(f"{gap.target.mark} {gap.target.text}")
        closed = value_texts.day(gap.closed_at, self.locale()) if gap.closed_at else ""
        self._closed.setText(self.tr("Closed: {day}").format(day=closed))
        self._closed.setVisible(bool(closed))
        for field in self._fields:
            value = getattr(gap, field.name)
            if is_other:
                field.show_value(value)
                if (gap.key, field.name) in self._unsaved:
                    field.fill(self._unsaved[gap.key, field.name])
            else:
                field.refresh(value)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def start(self) -> None:
        """Go to the first field."""
        self._fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self, key: int | None = None) -> None:
        """Let go of what is typed and of what was refused, of one gap or of all."""
        if self._gap is not None and key in (None, self._gap.key):
            self._gap = None
        for unsaved in [unsaved for unsaved in self._unsaved if key in (None, unsaved[0])]:
            del self._unsaved[unsaved]

    def flush(self) -> bool:
        """Save what is typed now; tell whether everything is saved, also of gaps shown before."""
        self._save_fields()
        shown = self._gap.key if self._gap else 0
        for (key, name), value in list(self._unsaved.items()):
            if key != shown:
                self._save(key, name, value)
        return not self._unsaved

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._save_fields()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Save what is typed of a gap that is no longer looked at, which reads the list again."""
        gap, self._gap = self._gap, None
        if gap is not None:
            for name, value in [(field.name, field.kept_value()) for field in self._fields if field.is_changed()]:
                self._save(gap.key, name, value)

    def _save_fields(self) -> None:
        for field in self._fields:
            self._save_field(field)

    def _save_field(self, field: Field) -> None:
        if self._gap is None:
            return
        self._unsaved.pop((self._gap.key, field.name), None)
        if field.is_changed():
            self._save(self._gap.key, field.name, field.kept_value())

    def _save(self, key: int, name: str, value: Any) -> None:
        """Save one field; what is refused is kept until it is saved or let go of."""
        self._unsaved.pop((key, name), None)
        if not self._set(key, name, value):
            self._unsaved[key, name] = value

    def _dress(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))


def _read(typed: str, locale: QLocale) -> QDate:
    """Read a day as people write it; an invalid one where it is none."""
    shown = locale.dateFormat(QLocale.FormatType.ShortFormat).replace("yyyy", "yy").replace("yy", "yyyy")
    return next((day for form in (shown, *_TYPED) if (day := locale.toDate(typed, form)).isValid()), QDate())
