"""Ordered list of a roundtable's parts (sections, questions, measures, footnotes), each a card of fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.field import Field
from ui.fields.own_steps import OwnSteps
from ui.fields.row_fields import Grip
from ui.fields.text_fields import TextField
from ui.roundtables import part_order
from ui.widgets.factories import button, column, label, row
from ui.widgets.record_text import field_label


@dataclass(frozen=True, slots=True)
class PartKind:
    """Describe a kind of part: its list in the record, its texts, and the factories of a part and its fields."""

    name: str
    one: str
    make: Callable[[], Any]
    fields: Callable[[], Sequence[Field]]


class Authors(NamedTuple):
    """Tell who did something to a row of a table, and when; "" where that is not known."""

    changed: Callable[[str, str, Any], str] = lambda *_: ""
    """Who wrote a value into a column of it."""
    removed: Callable[[str, Any], str] = lambda *_: ""
    """Who took a part out of it."""


class CardGrip(Grip):
    """Drag a card, and report when it is released."""

    dropped = Signal()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.dropped.emit()


class PartCard(QFrame):
    """Edit one part; Alt+Up and Alt+Down move it."""

    edited = Signal()
    moved = Signal(int)
    """Move up (-1) or down (1)."""
    removed = Signal()
    items_pasted = Signal(object)
    """The texts of list items that are to be parts after this one."""

    def __init__(self, kind: PartKind, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("part_card")
        self.part: Any = None
        self.is_new = False
        """Whether the workspace has never held the part."""
        self._one = kind.one
        self.fields = tuple(kind.fields())
        self.grip = CardGrip(theme)
        self._name = label(kind="field_label")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.up = button(self.tr("Up"), partial(self.moved.emit, -1), "small")
        self.down = button(self.tr("Down"), partial(self.moved.emit, 1), "small")
        self.remove = button(self.tr("Remove"), self.removed.emit, "small")
        top = row(self.grip, self._name, self.up, self.down, self.remove, spacing=4)
        top.setStretch(1, 1)
        self._removed = label(kind="warning", name="removed")
        self._removed.hide()
        self.setLayout(column(top, self._removed, *self.fields, margins=(12, 8, 12, 12), spacing=8))
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, by=by: self.moved.emit(by))
            self.addAction(action)
        for field in self.fields:
            field.mark_saved(field.value())
            field.edited.connect(self.flush)
            if isinstance(field, TextField):
                field.items_pasted.connect(self.items_pasted)

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons and inputs in tab order."""
        return [self.up, self.down, self.remove, *(field.focusProxy() or field for field in self.fields)]

    def number(self, number: int, of: int) -> None:
        """Show the number of the card, of how many."""
        said = f"{self._one} {number}"
        self._name.setText(said[:1].upper() + said[1:])
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < of)
        for made, words, keys in (
            (self.up, self.tr("Move {part} up"), " (Alt+Up)"),
            (self.down, self.tr("Move {part} down"), " (Alt+Down)"),
            (self.remove, self.tr("Remove {part}"), ""),
        ):
            made.setAccessibleName(words.format(part=said))
            made.setToolTip(made.accessibleName() + keys)

    def show_part(self, part: Any) -> None:
        """Show a part; edits in progress stay."""
        self.part = part
        self.is_new = False
        self._removed.hide()
        for field in self.fields:
            field.refresh(getattr(part, field.name))

    def fill(self, part: Any) -> None:
        """Put a part into the fields as unsaved input."""
        for field in self.fields:
            field.fill(getattr(part, field.name))

    @property
    def is_changed(self) -> bool:
        """Whether it holds what the workspace does not."""
        return self.is_new or any(field.is_changed() for field in self.fields)

    def show_removed(self, by: str) -> None:
        """Tell that another has removed the part that is being typed in; "" where it is not known who."""
        words = self.tr("Removed by {by}. It is added again with what you type here.")
        self._removed.setText(words.format(by=by or self.tr("another window or program")))
        self._removed.show()

    def value(self) -> Any:
        """Return the part with its edits."""
        return replace(self.part, **{field.name: field.kept_value() for field in self.fields})

    def flush(self) -> None:
        """Report unsaved edits."""
        if self.is_changed:
            self.edited.emit()


class PartList(QWidget):
    """Edit the parts of one kind."""

    edited = Signal(str)
    """The undo label of a change; the parts are to be saved."""

    def __init__(self, kind: PartKind, theme: Theme) -> None:
        super().__init__()
        self.kind = kind
        self._theme = theme
        self.cards: list[PartCard] = []
        self.steps = OwnSteps()
        self.who = Authors()
        self._heading = label(field_label(kind.name), "section")
        self._add = button(self.tr("Add {part}").format(part=kind.one), self._append)
        self._layout = column(spacing=8)
        self.setLayout(column(self._heading, self._layout, row(self._add, None), margins=(0, 12, 0, 0), spacing=8))

    def value(self) -> tuple[Any, ...]:
        """Return the parts with their edits."""
        return tuple(card.value() for card in self.cards)

    @property
    def has_conflict(self) -> bool:
        """Whether another has changed a text that is being typed, and the person has not chosen."""
        return any(field.has_conflict for card in self.cards for field in card.fields)

    def show_parts(self, parts: Sequence[Any]) -> None:
        """Show the parts in their order; a known part keeps its card and the edits in it."""
        cards = self._cards_of(parts)
        for card, part in zip(cards, parts, strict=True):
            card.show_part(part)
        for at, card in enumerate(self.cards):
            if card not in cards and card.is_changed:  # what is typed is not dropped with what another removes
                cards.insert(at if at < len(self.cards) - 1 else len(cards), card)
                if not card.is_new:
                    card.show_removed(self.who.removed(self._table, card.part))
        self._replace(cards)

    def show_unsaved(self, parts: Sequence[Any], read_as: Sequence[Any]) -> None:
        """Show parts that could not be saved as unsaved input over what they were read as."""
        self.show_parts(read_as)
        cards = self._cards_of(parts)
        for card, part in zip(cards, parts, strict=True):
            if card.part is None:
                card.show_part(part)
                card.is_new = True
            card.fill(part)
        self._replace(cards)

    def clear(self) -> None:
        """Show no parts, those of a roundtable that is left."""
        self._replace([])

    def flush(self) -> None:
        """Report unsaved edits."""
        for card in self.cards:
            card.flush()

    def _cards_of(self, parts: Sequence[Any]) -> list[PartCard]:
        """Return the card of each part, a new one for a part that is not known."""
        found = part_order.found_again(
            [(None if card.is_new else card.part, card.value()) for card in self.cards], parts
        )
        return [self._made() if at is None else self.cards[at] for at in found]

    def _replace(self, cards: list[PartCard]) -> None:
        for card in self.cards:
            if card not in cards:
                self._drop(card)
        self._arrange(cards)

    def _new(self, part: Any) -> PartCard:
        card = self._made()
        card.show_part(part)
        card.is_new = True
        return card

    def _made(self) -> PartCard:
        card = PartCard(self.kind, self._theme)
        for field in card.fields:
            field.changed_by = partial(self._changed_by, field.name)
        card.edited.connect(lambda: self._report(self.tr("Change {part}"), card))
        card.moved.connect(lambda by: self._step(card, by))
        card.removed.connect(lambda: self._remove(card))
        card.items_pasted.connect(lambda texts: self._insert(card, texts))
        card.grip.dragged.connect(lambda height: self._drag(card, height))
        card.grip.dropped.connect(lambda: self._report(self.tr("Move {part}"), card))
        return card

    def _changed_by(self, field: str, present: Any) -> str:
        return self.who.changed(self._table, field, present)

    @property
    def _table(self) -> str:
        return self.kind.name.removesuffix("s")

    def _report(self, words: str, card: PartCard) -> None:
        self.edited.emit(words.format(part=self._name(card)))

    def _name(self, card: PartCard) -> str:
        return f"{self.kind.one} {self.cards.index(card) + 1}"

    def _append(self) -> None:
        card = self._new(self.kind.make())
        self._arrange([*self.cards, card])
        self._report(self.tr("Add {part}"), card)
        card.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert(self, card: PartCard, texts: Sequence[str]) -> None:
        """Add a part for each text after a card, in one step with what the card says itself."""
        at = self.cards.index(card) + 1
        added = [self._new(replace(self.kind.make(), text=text)) for text in texts]
        self._arrange([*self.cards[:at], *added, *self.cards[at:]])
        self.edited.emit(self.tr("Add {part} to {last}").format(part=self._name(added[0]), last=at + len(added)))

    def _remove(self, card: PartCard) -> None:
        at = self.cards.index(card)
        name = self._name(card)
        left = [other for other in self.cards if other is not card]
        target: QWidget = left[min(at, len(left) - 1)].fields[0] if left else self._add
        self._drop(card)
        self._arrange(left)
        self.edited.emit(self.tr("Remove {part}").format(part=name))
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, card: PartCard, by: int) -> None:
        card.flush()
        at = self.cards.index(card)
        if 0 <= at + by < len(self.cards):
            words, name = self.tr("Move {part} up") if by < 0 else self.tr("Move {part} down"), self._name(card)
            self._move(card, at + by)
            self.edited.emit(words.format(part=name))

    def _drag(self, card: PartCard, height: int) -> None:
        """Move a card before or after another once the pointer has passed the other's middle."""
        pointer = card.y() + height
        at = self.cards.index(card)
        above = sum(other.y() + other.height() // 2 < pointer for other in self.cards if other is not card)
        if above != at:
            self._move(card, above)
            self._layout.activate()

    def _move(self, card: PartCard, to: int) -> None:
        cards = [other for other in self.cards if other is not card]
        cards.insert(to, card)
        self._arrange(cards)

    def _arrange(self, cards: list[PartCard]) -> None:
        """Lay out the cards in this order and set the tab order accordingly; the focus stays."""
        self.cards = cards
        for at, card in enumerate(cards):
            if self._layout.indexOf(card) != at:
                self._layout.insertWidget(at, card)
                card.show()  # at once, for it may be about to get the focus
            card.number(at + 1, len(cards))
        stops = [stop for card in cards for stop in card.tab_stops()]
        for before, after in pairwise([*stops, self._add]):
            QWidget.setTabOrder(before, after)

    def _drop(self, card: PartCard) -> None:
        card.blockSignals(True)  # losing the focus, its fields would tell of a part that is no longer there
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()
