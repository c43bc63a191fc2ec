"""Field of a day, typed as people write it or picked from a calendar."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidgetAction
from typing_extensions import override

from roundtable.records.written_days import read_day
from ui.base import value_texts
from ui.base.icons import icon
from ui.base.theme import Theme
from ui.fields.text_fields import TidyLineField

_AROUND_WEEKS = 60


class DateField(TidyLineField):
    """Edit a day, stored as ``YYYY-MM-DD``.

    ``is_past`` reads a day without its year as one gone by. Any other text is a problem, or with ``is_free`` a value.
    """

    def __init__(
        self, name: str, theme: Theme, text: str = "", *, is_past: bool = False, is_free: bool = False
    ) -> None:
        super().__init__(name, text)
        self._is_past, self._is_free = is_past, is_free
        self._theme = theme
        self._example = self.locale().toString(QDate(QDate.currentDate().year(), 12, 5), "d MMM yyyy")
        self._input.setPlaceholderText(self.tr("e.g. {day}").format(day=self._example))
        self._input.editingFinished.connect(self._tidy)
        self._calendar = QAction(self.tr("Choose from a calendar"), self)
        self._calendar.setShortcuts([QKeySequence("Alt+Down"), QKeySequence("F4")])
        self._calendar.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._calendar.setToolTip(self.tr("Choose from a calendar (Alt+Down)"))
        self._calendar.triggered.connect(self._show_calendar)
        self._input.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        for made in self._input.findChildren(QToolButton):
            made.setAccessibleName(self._calendar.text())
        theme.changed.connect(self._set_icon)
        self._set_icon()

    @override
    def value(self) -> Any:
        typed = super().value()
        day = self._read(typed)
        return day.isoformat() if day else typed

    @override
    def fill(self, value: Any) -> None:
        super().fill(value_texts.calendar_day(value, self.locale()))

    @override
    def words(self, value: Any) -> str:
        return value_texts.calendar_day(value, self.locale())

    @override
    def problem(self) -> str:
        typed = super().value()
        if self._is_free or not typed or self._read(typed):
            return ""
        words = self.tr("“{text}” is not a date. Write it like “{day}” or “next Friday”.")
        return words.format(text=typed, day=self._example)

    def _read(self, typed: str) -> date | None:
        shown = self.locale().dateFormat(QLocale.FormatType.ShortFormat)
        today = date.today()
        return read_day(typed, today, is_past=self._is_past, is_month_first=shown.startswith("M"))

    def _tidy(self) -> None:
        """Show a day that was read in the form that all days have."""
        if day := self._read(super().value()):
            super().fill(value_texts.calendar_day(day.isoformat(), self.locale()))

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = _Calendar()
        shown = QDate.fromString(self.value(), Qt.DateFormat.ISODate)
        calendar.setSelectedDate(shown if shown.isValid() else QDate.currentDate())
        calendar.setAccessibleName(self.label)
        content = QWidgetAction(menu)
        content.setDefaultWidget(calendar)
        menu.addAction(content)

        def take(day: QDate) -> None:
            menu.close()
            self.fill(day.toString(Qt.DateFormat.ISODate))
            self._input.setFocus(Qt.FocusReason.PopupFocusReason)
            self.edited.emit()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.popup(self._input.mapToGlobal(self._input.rect().bottomLeft()))
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _set_icon(self) -> None:
        self._calendar.setIcon(icon("calendar", self._theme.colours.muted))


class _Calendar(QCalendarWidget):
    """Show a month, weeks as the locale begins them; Esc is for the menu around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFirstDayOfWeek(self.locale().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        self.setMinimumHeight(10 * self.fontMetrics().lineSpacing() + _AROUND_WEEKS)
        for name, arrow in (("prevmonth", Qt.ArrowType.LeftArrow), ("nextmonth", Qt.ArrowType.RightArrow)):
            if turn := self.findChild(QToolButton, f"qt_calendar_{name}"):
                turn.setIcon(QIcon())  # black, also where it is dark
                turn.setArrowType(arrow)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())  # red would say that a meeting may not be on it

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
