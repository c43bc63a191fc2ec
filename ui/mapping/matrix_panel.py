"""Panel of the matrix's current cell: its practice, its question, the reason, and the suggestions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from roundtable.mapping.roundtable_matrix import Cell
from roundtable.mapping.targets import Target
from ui.fields.conflict import Choice, Conflict
from ui.fields.own_steps import OwnSteps
from ui.fields.prose_input import Prose
from ui.widgets.factories import button, column, label, row
from ui.widgets.line_breaks import FewLines

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

_MOST_OF_PRACTICE, MOST_OF_TARGET = 3, 5
_LINES = 2
_BAR = QSize(36, 6)


class Offer(NamedTuple):
    """Hold a suggestion as shown; ``strength`` is a share of the roundtable's best suggestion, from 0 to 1."""

    text: str
    strength: float
    suggestion: "Suggestion"


class ReasonInput(Prose):
    """Edit a reason; Esc and Ctrl+Enter are ``done``."""

    done = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, least=2)
        self.steps = OwnSteps()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and is_with_control):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class StrengthBar(QWidget):
    """Show the strength of a suggestion."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(_BAR)

    def show_share(self, share: float) -> None:
        """Fill a share of the bar."""
        self._share = share
        text = self.tr("{share}% of the best suggestion").format(share=self.locale().toString(round(100 * share)))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for role, width in ((QPalette.ColorRole.Mid, 1.0), (QPalette.ColorRole.Accent, self._share)):
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(QRectF(0, 0, width * self.width(), self.height()), 3, 3)


class OfferView(QFrame):
    """Show one suggestion with buttons that accept and refuse it."""

    def __init__(self, accept: Callable[[Any], object], refuse: Callable[[Any], object]) -> None:
        super().__init__()
        self.setObjectName("part_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._offer: Offer | None = None
        self.hide()
        self._text = FewLines(_LINES)
        self._strength = StrengthBar()
        self._why = FewLines(_LINES, "caption")
        self._accept = button(self.tr("Map"), lambda: self._offer and accept(self._offer.suggestion), "small")
        self._refuse = button(self.tr("Refuse"), lambda: self._offer and refuse(self._offer.suggestion), "small")
        matched = row(column(self._strength, None, margins=(0, 5, 0, 0)), self._why)
        matched.setStretch(1, 1)
        buttons = row(None, self._accept, self._refuse, spacing=6)
        self.setLayout(column(self._text, matched, buttons, margins=(10, 6, 10, 6), spacing=3))

    def show_offer(self, offer: Offer | None) -> None:
        """Show a suggestion; hide where there is none."""
        if offer == self._offer:
            return
        self._offer = offer
        self.setVisible(offer is not None)
        if offer:
            self._text.say(offer.text)
            self._strength.show_share(offer.strength)
            words = ", ".join(offer.suggestion.why)
            self._why.say(self.tr("matched: {words}").format(words=words) if words else "")
            self._accept.setAccessibleName(self.tr("Map {what}").format(what=offer.text))
            self._refuse.setAccessibleName(self.tr("Refuse {what}").format(what=offer.text))

    def show_keys(self, accept: QAction, refuse: QAction) -> None:
        """Add to the buttons the keys that accept and refuse the suggestion."""
        for one, action in ((self._accept, accept), (self._refuse, refuse)):
            one.setText(f"{one.text()}  {_keys(action)}")
            one.setToolTip(f"{action.text()} ({_keys(action)})")


class MatrixPanel(QScrollArea):
    """Show one cell and edit its reason."""

    practice_asked = Signal()
    accept_asked = Signal(object)
    """The ``Suggestion`` to accept."""
    refuse_asked = Signal(object)

    def __init__(self, toggle: QAction, principal: QAction, accept: QAction, refuse: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Selected cell"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumWidth(230)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title, self._target = _narrow(label("", "strong")), _narrow(label())
        self._state = label("", "caption")
        self._open = button(self.tr("Open practice"), self.practice_asked.emit, "small")
        self.unsaved = label(self.tr("not saved yet"), "caption")
        self.unsaved.hide()
        self.reason = ReasonInput(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why does it belong here?"))
        reason_label = _heading(self.tr("Reason"))
        reason_label.setBuddy(self.reason)
        self._reason_column = column(row(reason_label, self.unsaved, None), self.reason, spacing=4)
        self._conflict: Conflict | None = None
        self._of_practice = self._offers(self.tr("Suggested for this practice"), _MOST_OF_PRACTICE)
        self._of_target = self._offers(self.tr("Likely practices"), MOST_OF_TARGET)
        self._of_practice[1][0].show_keys(accept, refuse)
        inner = QWidget()
        inner.setObjectName("surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        parts = [
            column(_heading(self.tr("Cell")), self._title, self._target, self._state, spacing=4),
            column(row(_button(toggle), self._open, None), row(_button(principal), None), spacing=8),
            self._reason_column,
            *(column(heading, *views, spacing=8) for heading, views in (self._of_practice, self._of_target)),
        ]
        inner.setLayout(column(*parts, None, margins=(16, 16, 16, 16), spacing=16))
        self.setWidget(inner)
        self._inner = inner
        self.show_nothing()

    @property
    def has_conflict(self) -> bool:
        """Tell whether the person has to choose between two reasons."""
        return self._conflict is not None

    def show_conflict(self, changed_by: str, before: str, present: str, choices: Sequence[Choice]) -> None:
        """Tell under the reason being typed that there is another by now, and by whom."""
        self.end_conflict()
        self._conflict = Conflict(self.reason.accessibleName(), changed_by, before, present, choices)
        self._reason_column.addWidget(self._conflict)
        self._conflict.show()

    def end_conflict(self) -> None:
        """Show one reason only."""
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None

    def show_nothing(self) -> None:
        """Show that no cell is current."""
        self._inner.setEnabled(False)
        self._target.clear()
        self._state.clear()
        self._title.setText(self.tr("No cell selected"))
        self.show_offers((), (), None)

    def show_cell(self, title: str, target: Target, cell: Cell) -> None:
        """Show a cell, except its reason, which may be being typed."""
        self._inner.setEnabled(True)
        self._title.setText(title or self.tr("(no title)"))
        self._target.setText(f"{target.mark} {target.text}")
        state = self.tr("Not mapped")
        if cell.is_principal:
            state = self.tr("Mapped · the principal question")
        elif cell.is_mapped:
            state = self.tr("Mapped")
        elif cell.is_refused:
            state = self.tr("Refused: no longer suggested")
        self._state.setText(state)

    def show_offers(self, of_practice: Sequence[Offer], of_target: Sequence[Offer], target: Target | None) -> None:
        """Show the suggestions for the practice and for the question or measure."""
        for (heading, views), offers in ((self._of_practice, of_practice), (self._of_target, of_target)):
            heading.setVisible(bool(offers))
            for number, view in enumerate(views):
                view.show_offer(offers[number] if number < len(offers) else None)
        if target is not None:
            self._of_target[0].setText(self.tr("Likely for {mark}").format(mark=target.mark))

    def _offers(self, heading: str, count: int) -> tuple[QLabel, list[OfferView]]:
        views = [OfferView(self.accept_asked.emit, self.refuse_asked.emit) for _ in range(count)]
        return _heading(heading), views


def _narrow(text: QLabel) -> QLabel:
    """Let a label be narrower than its longest word, as the panel may be."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    text.setSizePolicy(policy)
    return text


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setProperty("kind", "group")
    return heading


def _button(action: QAction) -> QPushButton:
    """Make a small button for an action, which follows its text and state."""
    small = button(action.text(), action.trigger, "small")

    def update() -> None:
        small.setText(action.text())
        small.setAccessibleName(action.text())
        small.setToolTip(f"{action.text()} ({_keys(action)})")
        small.setVisible(action.isEnabled())

    action.changed.connect(update)
    update()
    return small


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
