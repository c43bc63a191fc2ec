"""Fields of plain text: title, lines, long texts saved while typing pauses, and choices with suggestions."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QToolTip
from typing_extensions import override

from roundtable.records.practice import STATUSES
from ui.base import preferences, value_texts
from ui.base.dropped_files import local_files
from ui.base.typing_pause import Pauses
from ui.fields.field import Field
from ui.fields.own_steps import leaves_undo_to_window
from ui.fields.prose_input import Prose
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import column

_BESIDE_TEXT = 2
"""Pixels that a line leaves free on each side of its text, within the padding."""
_TITLE_ADVICE = 15


class Line(QLineEdit):
    """Edit one line; a text too long for it ends in an ellipsis and is whole in the tool tip. Enter moves on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.returnPressed.connect(self.focusNextChild)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the text from its beginning once it is left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """End a text that is cut in an ellipsis, unless it is being edited."""
        if self.hasFocus() or self.cursorPosition() or self.shown_text == self.text():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        at, colour = Qt.AlignmentFlag.AlignVCenter, QPalette.ColorRole.Text
        place, is_enabled = self._text_place(), self.isEnabled()
        self.style().drawItemText(painter, place, at, self.palette(), is_enabled, self.shown_text, colour)

    @property
    def shown_text(self) -> str:
        """The text as far as it fits, an ellipsis at its end where it is cut."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._text_place().width())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their names are not meant as text."""
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if leaves_undo_to_window(event, self, has_undo=self.isUndoAvailable(), has_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.shown_text != self.text():
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def _text_place(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return place.adjusted(_BESIDE_TEXT, 0, -_BESIDE_TEXT, 0)


class LineField(Field):
    """Edit one line of text."""

    def __init__(self, name: str, words: str = "", *, prompt: str = "") -> None:
        super().__init__(name, words)
        self._input = Line(self.label)
        self._input.setPlaceholderText(prompt)
        self._input.editingFinished.connect(self.edited)
        self.lay_out(self._input)

    @override
    def value(self) -> Any:
        return self._input.text().strip()

    @override
    def fill(self, value: Any) -> None:
        self._input.setText(value)
        if not self._input.hasFocus():
            self._input.setCursorPosition(0)


class TidyLineField(LineField):
    """Edit one line of text with single spaces between its words."""

    @override
    def value(self) -> Any:
        return " ".join(super().value().split())


class TextField(Field):
    """Edit a text that grows as it is typed.

    ``is_alone`` omits the label; with ``splits_items`` of a pasted list only the first item stays here. What
    ``is_one_line`` wraps, Enter leaves it, and single spaces are between its words.
    """

    items_pasted = Signal(object)
    """The texts of the further items."""

    def __init__(
        self,
        name: str,
        words: str = "",
        *,
        least: int = 1,
        most: int = 30,
        is_one_line: bool = False,
        is_alone: bool = False,
        splits_items: bool = False,
    ) -> None:
        super().__init__(name, words)
        self._input = Prose(self.label, least=least, most=most, is_one_line=is_one_line)
        self._input.splits_items = splits_items
        self._input.items_pasted.connect(self.items_pasted)
        self._input.left.connect(self.edited)
        self._is_one_line = is_one_line
        if is_alone:
            self.setLayout(column(self._input))
            self.setFocusProxy(self._input)
        else:
            self.lay_out(self._input)

    @override
    def value(self) -> Any:
        text = self._input.text()
        return " ".join(text.split()) if self._is_one_line else text

    @override
    def fill(self, value: Any) -> None:
        self._input.set_text(value)


class LinesField(TextField):
    """Edit a list of values, one a line."""

    @override
    def value(self) -> Any:
        return tuple(line.strip() for line in self._input.text().splitlines() if line.strip())

    @override
    def fill(self, value: Any) -> None:
        self._input.set_text("\n\n".join(value))


class TitleField(TextField):
    """Edit the title, the status beside its label; Enter moves to the next field."""

    def __init__(self, status: "StatusField") -> None:
        super().__init__("title", most=5, is_one_line=True)
        self._input.setObjectName("title_input")
        self._input.setPlaceholderText(self.tr("Title of the policy or practice"))
        self._input.textChanged.connect(self._advise)
        self.top.addWidget(status, 0, Qt.AlignmentFlag.AlignRight)

    def _advise(self) -> None:
        count = len(self.value().split())
        advice = self.tr("{count} words · at most {advised} recommended").format(count=count, advised=_TITLE_ADVICE)
        self.show_note(advice if count > _TITLE_ADVICE else "")


class LongTextField(TextField):
    """Edit paragraphs, saved when the field is left and while typing pauses."""

    def __init__(self, name: str, *, least: int = 2, most: int = 12) -> None:
        super().__init__(name, least=least, most=most)
        self._pauses = Pauses(self)
        self._pauses.due.connect(self.edited)
        self._input.left.connect(self._pauses.stop)
        self._input.textChanged.connect(self._pauses.wait)

    @override
    def fill(self, value: str) -> None:
        super().fill(value)
        self._pauses.stop()


class SummaryField(LongTextField):
    """Edit the summary, its word count compared with the advised length."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__("summary", least=6, most=40)
        self._settings = settings
        self._input.setPlaceholderText(
            self.tr("Who promotes it? What is it, and what does it change?\nWhere is it carried out?")
        )
        self._input.textChanged.connect(self.show_count)
        self.show_count()

    @Slot()
    def show_count(self) -> None:
        """Show how many words there are, beside the advice where it is not kept."""
        count, advised = len(self._input.toPlainText().split()), preferences.read(self._settings)
        first, last = advised.least_words, advised.most_words
        advice = self.tr("{first} to {last} recommended").format(first=first, last=last)
        counted = self.tr("{count} words").format(count=count) if count != 1 else self.tr("1 word")
        self.show_note(counted if advised.advises(count) else f"{counted} · {advice}")


class Combo(ComboBox):
    """Offer values to choose from, in a form."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


class SuggestedField(Field):
    """Edit one line with suggested values; any other is accepted."""

    def __init__(self, name: str, usual: Sequence[str]) -> None:
        super().__init__(name)
        self._input = Combo(self.label)
        self._input.setEditable(True)
        self._input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = Line(self.label)
        line.editingFinished.connect(self.edited)
        self._input.setLineEdit(line)
        # None: a completer would turn a word of one's own into the usual one. The stub does not know that it may be.
        self._input.setCompleter(None)  # type: ignore[arg-type]
        self._input.addItems(list(usual))
        self._input.activated.connect(self.edited)
        self.lay_out(self._input)

    @override
    def value(self) -> str:
        return self._input.currentText().strip()

    @override
    def fill(self, value: str) -> None:
        self._input.setCurrentIndex(self._input.findText(value))
        self._input.setEditText(value)


class LanguageBox(Combo):
    """Choose a language by its name; a text that names none, from a paper or an earlier version, stays offered."""

    left = Signal()

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__(name)
        self.setMaxVisibleItems(20)
        self.addItem(prompt, "")
        for code, text in value_texts.languages():
            self.addItem(text, code)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the choice once it is made: while a name is being typed, each letter chooses another language."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def code(self) -> str:
        """Return the code of the language; "" for none."""
        return str(self.currentData())

    def show_code(self, code: str) -> None:
        """Choose a language by its code or, as earlier versions kept it, its name."""
        found = self.findData(value_texts.language_code(code))
        if found < 0:
            self.addItem(code, code)
            found = self.count() - 1
        self.setCurrentIndex(found)


class LanguageField(Field):
    """Choose the language of a text."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__(name, words)
        self._input = LanguageBox(self.label, self.tr("not specified"))
        self._input.left.connect(self.edited)
        self.lay_out(self._input)

    @override
    def value(self) -> str:
        return self._input.code()

    @override
    def fill(self, value: str) -> None:
        self._input.show_code(value)

    @override
    def words(self, value: Any) -> str:
        return value_texts.language(value)


class StatusField(Field):
    """Choose the clearance status."""

    def __init__(self) -> None:
        super().__init__("status")
        self._input = Combo(self.label)
        self._input.setObjectName("status_input")
        for status in STATUSES:
            self._input.addItem(value_texts.status(status), status)
        self._input.activated.connect(self.edited)
        self._input.currentIndexChanged.connect(self._apply_tone)
        self._input.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setLayout(column(self._input, spacing=4))
        self.setFocusProxy(self._input)
        self._apply_tone()

    @override
    def words(self, value: Any) -> str:
        return value_texts.status(value)

    @override
    def value(self) -> str:
        return str(self._input.currentData())

    @override
    def fill(self, value: str) -> None:
        self._input.setCurrentIndex(self._input.findData(value))

    def _apply_tone(self) -> None:
        self._input.setProperty("tone", value_texts.tone(STATUSES[self._input.currentIndex()]))
        self._input.style().polish(self._input)
