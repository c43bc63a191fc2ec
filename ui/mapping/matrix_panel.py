"""What is known of the current cell of the matrix: its practice, its question, the reason, and what is suggested.

Shows what it is given and tells what a person asks for; writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from roundtable.mapping.roundtable_matrix import Cell
from roundtable.mapping.targets import Target
from ui.fields.prose_input import Prose
from ui.widgets.build import button, column, label, row
from ui.widgets.line_breaks import FewLines

_OF_PRACTICE, MOST_OF_TARGET = 3, 5
"""How many suggestions are shown."""
_TEXT_LINES, _WHY_LINES = 2, 2
_BAR = QSize(36, 6)


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold one suggestion as it is shown: what for, why, how likely, and which practice and question it is about.

    ``strength`` is a share of the best suggestion of the roundtable, from 0 to 1.
    """

    text: str
    why: str
    strength: float
    practice: int
    target: Target


class ReasonInput(Prose):
    """Edit a reason; Esc and Ctrl+Enter go back to the cell."""

    done = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and is_with_control):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class Strength(QWidget):
    """Show as a bar how likely a suggestion is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(_BAR)

    def show_share(self, share: float) -> None:
        """Fill a share of the bar."""
        self._share = share
        said = self.tr("{share} % of the best suggestion").format(share=self.locale().toString(round(100 * share)))
        self.setAccessibleName(said)
        self.setToolTip(said)
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
    """Show one suggestion with what can be done about it."""

    def __init__(self, accept: Callable[[Offer], object], refuse: Callable[[Offer], object]) -> None:
        super().__init__()
        self.setObjectName("part_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._offer: Offer | None = None
        self.hide()
        self._text = FewLines(_TEXT_LINES)
        self._strength = Strength()
        self._why = FewLines(_WHY_LINES, "caption")
        self._accept = button(self.tr("Map"), lambda: self._offer and accept(self._offer), "small")
        self._refuse = button(self.tr("Refuse"), lambda: self._offer and refuse(self._offer), "small")
        matched = row(column(self._strength, None, margins=(0, 5, 0, 0)), self._why)
        matched.setStretch(1, 1)
        buttons = row(None, self._accept, self._refuse, spacing=6)
        self.setLayout(column(self._text, matched, buttons, margins=(10, 6, 10, 6), spacing=3))

    def show_offer(self, offer: Offer | None) -> None:
        """Show a suggestion, or nothing at all."""
        if offer == self._offer:
            return
        self._offer = offer
        self.setVisible(offer is not None)
        if offer:
            self._text.say(offer.text)
            self._strength.show_share(offer.strength)
            self._why.say(self.tr("matched: {words}").format(words=offer.why) if offer.why else "")
            self._accept.setAccessibleName(self.tr("Map {what}").format(what=offer.text))
            self._refuse.setAccessibleName(self.tr("Refuse {what}").format(what=offer.text))

    def show_keys(self, accept: QAction, refuse: QAction) -> None:
        """Say by which keys the suggestion is accepted and refused."""
        for made, action in ((self._accept, accept), (self._refuse, refuse)):
            made.setText(f"{made.text()}  {_keys(action)}")
            made.setToolTip(f"{action.text()} ({_keys(action)})")


class MatrixPanel(QScrollArea):
    """Show one cell and let its reason be edited."""

    reason_left = Signal()
    left = Signal()
    practice_asked = Signal()
    accept_asked = Signal(object)
    refuse_asked = Signal(object)

    def __init__(
        self, of_cell: tuple[QAction, QAction], of_suggestion: tuple[QAction, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen cell"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumWidth(230)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title, self._target = _narrow(label("", "strong")), _narrow(label())
        self._state = label("", "caption")
        self._open = button(self.tr("Open practice"), self.practice_asked.emit, "small")
        self._reason_label = QLabel(self.tr("Reason"))
        self._reason_label.setProperty("kind", "group")
        self._waiting = label(self.tr("not saved yet"), "caption")
        self._waiting.hide()
        self.reason = ReasonInput(self.tr("Reason"), least=2)
        self.reason.setPlaceholderText(self.tr("Why does it belong here?"))
        self._reason_label.setBuddy(self.reason)
        self.reason.left.connect(self.reason_left)
        self.reason.done.connect(self.left)
        self._of_practice = self._offers(self.tr("Suggested for this practice"), _OF_PRACTICE)
        self._of_target = self._offers(self.tr("Likely practices"), MOST_OF_TARGET)
        self._of_practice[1][0].show_keys(*of_suggestion)
        self._gap_heading = _section(self.tr("Gap"))
        self._gap = label()
        inner = QWidget()
        inner.setObjectName("surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        parts = [
            column(_section(self.tr("Cell")), self._title, self._target, self._state, spacing=4),
            column(row(_button(of_cell[0]), self._open, None), row(_button(of_cell[1]), None), spacing=8),
            column(row(self._reason_label, self._waiting, None), self.reason, spacing=4),
            *(column(heading, *views, spacing=8) for heading, views in (self._of_practice, self._of_target)),
            column(self._gap_heading, self._gap, spacing=4),
        ]
        inner.setLayout(column(*parts, None, margins=(16, 16, 16, 16), spacing=16))
        self.setWidget(inner)
        self._inner = inner
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no cell is chosen."""
        self._inner.setEnabled(False)
        for text in (self._title, self._target, self._state):
            text.clear()
        self._title.setText(self.tr("No cell is chosen"))
        self.show_offers((), (), None)
        self.show_gap("")

    def show_cell(self, title: str, target: Target, cell: Cell) -> None:
        """Show a cell, but for its reason, which may be being typed."""
        self._inner.setEnabled(True)
        self._title.setText(title or self.tr("(no title)"))
        self._target.setText(f"{target.mark} {target.text}")
        state = self.tr("Not mapped")
        if cell.is_principal:
            state = self.tr("Mapped · the principal question")
        elif cell.is_mapped:
            state = self.tr("Mapped")
        elif cell.is_refused:
            state = self.tr("Refused: it is not suggested any more")
        self._state.setText(state)

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Say that the reason waits to be saved."""
        self._waiting.setVisible(is_waiting)

    def show_offers(self, of_practice: Sequence[Offer], of_target: Sequence[Offer], target: Target | None) -> None:
        """Show what is suggested for the practice and for the question or measure."""
        for (heading, views), offers in ((self._of_practice, of_practice), (self._of_target, of_target)):
            heading.setVisible(bool(offers))
            for number, view in enumerate(views):
                view.show_offer(offers[number] if number < len(offers) else None)
        if target is not None:
            self._of_target[0].setText(self.tr("Likely for {mark}").format(mark=target.mark))

    def show_gap(self, text: str) -> None:
        """Show what is being done about the column's gap; "" where there is none."""
        self._gap_heading.setVisible(bool(text))
        self._gap.setVisible(bool(text))
        self._gap.setText(text)

    def _offers(self, heading: str, count: int) -> tuple[QLabel, list[OfferView]]:
        views = [OfferView(self.accept_asked.emit, self.refuse_asked.emit) for _ in range(count)]
        return _section(heading), views


def _narrow(made: QLabel) -> QLabel:
    """Let a label be narrower than its longest word, which a panel may be."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def _section(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("kind", "group")
    return made


def _button(action: QAction) -> QPushButton:
    """Make a small button that does what an action does, under its name of the moment."""
    made = button(action.text(), action.trigger, "small")

    def follow() -> None:
        made.setText(action.text())
        made.setAccessibleName(action.text())
        made.setToolTip(f"{action.text()} ({_keys(action)})")
        made.setVisible(action.isEnabled())

    action.changed.connect(follow)
    follow()
    return made


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
