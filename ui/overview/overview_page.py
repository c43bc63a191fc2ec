"""Overview page: what waits for a decision, and a card for each roundtable, the one due first on top."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.overview import figures
from roundtable.overview.arrivals import Arrivals, Undecided
from roundtable.overview.figures import Overview, RoundtableFigures
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.jobs.background_query import BackgroundQuery
from ui.overview.links import INSET, Line, Section
from ui.overview.roundtable_card import RoundtableCard
from ui.pages.page import Page
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, command_row, label

_PAUSE_MS = 300
"""How long changes must pause before everything is counted again."""


class OverviewPage(Page):
    """Tell how far the workspace is; the numbers are read in the background while the page is visible."""

    create_asked = Signal()
    field_of_roundtable_asked = Signal(str, str)
    """The code of a roundtable, and the field of it to edit."""
    gaps_asked = Signal(str)
    """The code of a roundtable whose gaps are to be shown."""
    undecided_asked = Signal(int, object)
    """The journal entry of an import, and the keys of the practices to decide on."""
    roundtable_wanted = Signal()
    """A first roundtable is to be made."""

    def __init__(self, welcome: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._query = BackgroundQuery(None, _read, self)
        self._query.answered.connect(self._show)
        self._query.failed.connect(self.failed)
        self._is_stale = True
        self._shown_on = QDate()
        """The day on which the days left were counted."""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._arrivals = Arrivals()
        self._workspace: Workspace | None = None
        self._cards: dict[int, RoundtableCard] = {}
        self._summary = QLabel()
        self._summary.setProperty("kind", "caption")
        self._waiting = Section(self.tr("Imported, awaiting a decision"), "")
        self._general = Section(self.tr("Practices"), "")
        for section in (self._waiting, self._general):
            section.hide()
        self._stack = QStackedWidget()
        self._welcome = welcome
        name = label(self.tr("Overview"), name="page_name")
        name.setWordWrap(False)
        top = command_row(
            name,
            self._summary,
            None,
            button(self.tr("Import…"), self.import_asked.emit),
            button(self.tr("New practice"), self.create_asked.emit, "primary"),
        )
        self._area = self._made_area()
        self._content = QWidget()
        self._content.setLayout(column(top, self._area))
        for shown in (self._content, welcome):
            self._stack.addWidget(shown)
        self.setLayout(column(self._stack))

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._query.open(workspace)
        self._arrivals = Arrivals()
        self._summary.clear()
        self._show_cards(())
        self._workspace = workspace
        self._make_stale()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        self._make_stale()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self._area if self._stack.currentWidget() is self._content else self._welcome,)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or self._shown_on != QDate.currentDate():
            self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing that nobody sees."""
        self._pause.stop()
        if self._query.give_way():
            self._is_stale = True
        super().hideEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Count again after something was handed over."""
        self._make_stale()

    def _make_stale(self) -> None:
        is_empty = self._workspace is None or figures.is_empty(self._workspace)
        self._stack.setCurrentWidget(self._welcome if is_empty else self._content)
        self._is_stale = True
        if self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        self._is_stale = False
        self._query.ask(self._arrivals)

    def _made_area(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Overview"))
        area.setObjectName("overview")
        inner = QWidget()
        inner.setObjectName("overview_inner")
        general = column(self._waiting, self._general, margins=(16 - INSET, 0, 0, 0), spacing=16)
        self._column = column(general, None, margins=(16, 16, 16, 16), spacing=16)
        inner.setLayout(self._column)
        area.setWidget(inner)
        return area

    @Slot(object, object)
    def _show(self, _question: object, found: Overview) -> None:
        """Show other numbers where the former ones stood."""
        self._shown_on = QDate.currentDate()
        number = self.locale().toString
        parts = [
            self.tr("%n practice(s)", "", found.practices),
            self.tr("%n roundtable(s)", "", len(found.roundtables)),
        ]
        if found.in_trash:
            parts.append(self.tr("{count} in the trash").format(count=number(found.in_trash)))
        self._summary.setText(" · ".join(parts))
        waiting = [self._waiting_line(one) for one in found.undecided]
        self._waiting.setVisible(bool(waiting))
        self._waiting.show_lines(waiting, "")
        general = list(self._general_lines(found))
        self._general.setVisible(bool(general))
        self._general.show_lines(general, "")
        self._show_cards(sorted(found.roundtables, key=lambda one: (not one.deadline, one.deadline, -one.key)))
        self.said.emit(" · ".join(parts))

    def _show_cards(self, shown: Sequence[RoundtableFigures]) -> None:
        """Show a card for each; those that stay keep their widgets and so the focus and the scroll."""
        for key in self._cards.keys() - {one.key for one in shown}:
            gone = self._cards.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, one in enumerate(shown, 1):
            if one.key not in self._cards:
                self._cards[one.key] = self._made_card()
            card = self._cards[one.key]
            if self._column.indexOf(card) != at:
                self._column.insertWidget(at, card)
            card.show_figures(one)

    def _made_card(self) -> RoundtableCard:
        card = RoundtableCard()
        card.practices_asked.connect(self.practices_asked)
        card.roundtable_asked.connect(self._ask_roundtable)
        card.gap_asked.connect(self.gap_asked)
        card.gaps_asked.connect(self.gaps_asked)
        return card

    @Slot(str, str)
    def _ask_roundtable(self, code: str, field: str) -> None:
        if field:
            self.field_of_roundtable_asked.emit(code, field)
        else:
            self.roundtable_asked.emit(code)

    def _waiting_line(self, one: Undecided) -> Line:
        count = len(one.practices)
        if one.doubt == "conflict":
            text = self.tr("%n practice(s) in conflict", "", count)
        else:
            text = self.tr("%n possible duplicate(s)", "", count)
        note = f"{one.label} · {value_texts.moment(one.at, self.locale())}"
        return Line(
            f"{one.entry} {one.doubt}",
            text,
            lambda: self.undecided_asked.emit(one.entry, list(one.practices)),
            note,
            "warning",
        )

    def _general_lines(self, found: Overview) -> "Sequence[Line]":
        lines = []
        if found.roundtables and (none := found.without_annex).count:
            text = self.tr("%n practice(s) in no annex", "", none.count)
            lines.append(Line("annex", text, lambda: self.practices_asked.emit(none.query)))
        if not found.roundtables:
            text, note = self.tr("Start a roundtable…"), self.tr("to map practices to its questions")
            lines.append(Line("roundtable", text, self.roundtable_wanted.emit, note))
        return lines


def _read(workspace: Workspace, arrivals: Arrivals) -> Overview:
    return figures.read(workspace, arrivals)
