"""Dialog of a group's members: places with check boxes, filtered by any of their names."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QListWidgetItem, QWidget
from typing_extensions import override

from roundtable.vocabulary.place_store import PlaceRow
from roundtable.vocabulary.term_lookup import folded
from ui.dialogs.question_dialog import Choices, QuestionDialog
from ui.widgets.factories import label

translate = QCoreApplication.translate
_TICKED, _FREE = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Ticks(Choices):
    """Offer places with check boxes, the checked ones first; Space in the list or Enter in the filter checks one."""

    def __init__(self, places: Sequence[PlaceRow], ticked: Sequence[str], name: str) -> None:
        ordered = sorted(places, key=lambda place: (place.code not in ticked, folded(place.name)))
        super().__init__([(place.code, place.name) for place in ordered], name)
        self._spellings = {place.code: "\n".join(map(folded, place.spellings)) for place in places}
        for item in self._items():
            item.setCheckState(_TICKED if _code(item) in ticked else _FREE)
        self._only = QCheckBox(self.tr("Show only the selected"))
        self._only.toggled.connect(self.narrow)
        self._count = label(kind="caption")
        for shown in (self._only, self._count):
            self.pieces.addWidget(shown)
        self.offered.itemChanged.connect(self._announce)
        self._show_count()

    def ticked(self) -> list[str]:
        """Return the codes of the checked places."""
        return [_code(item) for item in self._items() if item.checkState() is _TICKED]

    @override
    def is_found(self, item: QListWidgetItem, typed: str) -> bool:
        if self._only.isChecked() and item.checkState() is not _TICKED:
            return False
        return super().is_found(item, typed) or typed in self._spellings[_code(item)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.offered.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif item and not item.isHidden():
            item.setCheckState(_FREE if item.checkState() is _TICKED else _TICKED)
            self.field.selectAll()

    def _items(self) -> list[QListWidgetItem]:
        return [self.offered.item(number) for number in range(self.offered.count())]

    @Slot(QListWidgetItem)
    def _announce(self, item: QListWidgetItem) -> None:
        """Announce the new state of a place, also while the focus is in the filter."""
        self._show_count()
        said = self.tr("{name}: selected") if item.checkState() is _TICKED else self.tr("{name}: not selected")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said.format(name=item.text())))

    def _show_count(self) -> None:
        self._count.setText(self.tr("%n place(s) selected", "", len(self.ticked())))


def _code(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))


def ask_members(
    parent: QWidget, group: PlaceRow, places: Sequence[PlaceRow], then: Callable[[list[str]], object]
) -> None:
    """Ask for the members of a group; present ones keep their order. Ctrl+Enter accepts."""
    possible = [
        place for place in places if place.state != "off-list" and place.code != group.code and not place.is_whole
    ]
    title = translate("MembersDialog", "Members of “{name}”").format(name=group.name)
    sentence = translate(
        "MembersDialog",
        "Practices in any of them count as in the group. Enter selects or clears a place; Ctrl+Enter saves.",
    )
    field = Ticks(possible, group.members, title)
    dialog = QuestionDialog(parent, title, sentence, translate("MembersDialog", "Save"), field)
    dialog.accepting.setShortcut("Ctrl+Return")

    def answer() -> None:
        ticked = field.ticked()
        kept = [code for code in group.members if code in ticked]
        then([*kept, *(code for code in ticked if code not in kept)])

    dialog.accepted.connect(answer)
    dialog.open()
