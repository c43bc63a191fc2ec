"""The places that practices are in with their other names and uses, and printed texts that are no place yet.

Shows, asks and calls the services; what a change does to practices is their business.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QAction
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.records.values import joined
from roundtable.search import query
from roundtable.vocabulary import place_edits, place_store
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.dialogs.question_dialog import ask_choice, confirm
from ui.jobs.jobs import Jobs
from ui.vocabulary.vocabulary_list import VocabularyList, said_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import Column

translate = QCoreApplication.translate
_SHOWN = 12
_ORDERS = (
    lambda place: folded(place.name),
    lambda place: joined(place.aliases).casefold(),
    lambda place: place.uses,
    lambda place: place.state,
)
"""What each column is sorted by."""


class PlacesList(VocabularyList[PlaceRow]):
    """List places and tend them."""

    def __init__(self, settings: QSettings, jobs: Jobs) -> None:
        columns = (
            Column[PlaceRow](translate("VocabularyPage", "Name"), lambda place: place.name),
            Column[PlaceRow](translate("VocabularyPage", "Aliases"), lambda place: joined(place.aliases)),
            Column[PlaceRow](translate("VocabularyPage", "Uses"), self._said_uses, is_number=True),
            Column[PlaceRow](translate("VocabularyPage", "Kind"), _kind),
        )
        super().__init__(settings, jobs, translate("VocabularyPage", "Places"), columns, _ORDERS)

    @override
    def empty_state(self) -> EmptyState:
        return EmptyState(
            translate("VocabularyPage", "No place matches"),
            translate("VocabularyPage", "Neither a name in any language nor an alias holds these words."),
            [
                (translate("VocabularyPage", "Clear the filter"), self.unfiltered.emit),
                (translate("VocabularyPage", "Make it a place…"), self.ask_new),
            ],
        )

    @override
    def build_actions(self) -> None:
        self.add = self.action(translate("VocabularyPage", "New place…"), self.ask_new, "Ins")
        self._show = self.action(translate("VocabularyPage", "Show practices"), self._show_practices, "Return", "Enter")
        self._place = self.action(translate("VocabularyPage", "Make a place"), self._make_place)
        self._fold = self.action(translate("VocabularyPage", "Make an alias of…"), self._ask_alias_of)
        self._rename = self.action(translate("VocabularyPage", "Rename…"), self._ask_rename, "F2")
        self._alias = self.action(translate("VocabularyPage", "Aliases…"), self._ask_aliases, "Ctrl+Shift+A")
        self._names = self.action(
            translate("VocabularyPage", "Names in other languages…"), self._ask_names, "Ctrl+Shift+L"
        )
        self._members = self.action(translate("VocabularyPage", "Members…"), self._ask_members, "Ctrl+G")
        self._merge = self.action(translate("VocabularyPage", "Merge selected into…"), self._ask_merge, "Ctrl+M")
        self._remove = self.action(translate("VocabularyPage", "Remove"), self._ask_remove, "Del")
        self.table.doubleClicked.connect(self._show.trigger)

    @override
    def panel_actions(self) -> Sequence[QAction]:
        return (
            *(self._place, self._fold, self._show, self._rename, self._members, self._alias, self._names),
            *(self._merge, self._remove),
        )

    @override
    def read_rows(self, workspace: Workspace) -> Sequence[PlaceRow]:
        return place_store.listing(workspace)

    @override
    def passes(self, row: PlaceRow, typed: str) -> bool:
        if not typed:
            return row.is_local
        return typed == row.code.casefold() or any(typed in folded(name) for name in (row.name, *row.spellings))

    @override
    def shown_text(self, count: int) -> str:
        return translate("VocabularyPage", "Places shown: {count}").format(count=self.locale().toString(count))

    @override
    def texts(self, chosen: Sequence[PlaceRow]) -> tuple[str, str, str]:
        if len(chosen) != 1:
            several = translate("VocabularyPage", "Places chosen: {count}").format(count=len(chosen))
            return several if chosen else translate("VocabularyPage", "Nothing is chosen"), "", ""
        [place] = chosen
        uses = translate("VocabularyPage", "In %n practice(s)", "", place.uses) if self._said_uses(place) else ""
        about = " · ".join(filter(None, (uses, place.code)))
        inside = translate("VocabularyPage", "In it: {names}").format(
            names=value_texts.some(self._inside(place), _SHOWN)
        )
        also = translate("VocabularyPage", "Also found here as {names}").format(names=joined(place.aliases))
        return (
            place.name,
            about,
            "\n".join(
                filter(
                    None,
                    (
                        _explained(place),
                        inside if place.members else "",
                        also if place.aliases else "",
                        said_in(place.names),
                    ),
                )
            ),
        )

    def _said_uses(self, place: PlaceRow) -> str:
        """Count the practices that name a place; hardly any names a group: they are in its members."""
        return "" if place.members and not place.uses else self.locale().toString(place.uses)

    def _inside(self, group: PlaceRow) -> list[str]:
        """Name the members of a group."""
        known = {place.code: place.name for place in self.all()}
        return sorted((known.get(code, code) for code in group.members), key=folded)

    @override
    def offer(self, chosen: Sequence[PlaceRow]) -> None:
        only = chosen[0] if len(chosen) == 1 else None
        is_off_list = only is not None and only.state == "off-list"
        self._show.setVisible(only is not None and (only.uses > 0 or bool(only.members)))
        for action in (self._place, self._fold):
            action.setVisible(is_off_list)
        for action in (self._rename, self._members, self._remove):
            action.setVisible(only is not None and only.state == "own")
        for action in (self._alias, self._names):
            action.setVisible(only is not None and not is_off_list)
        self._merge.setVisible(len(chosen) > 1 and sum(place.state == "shipped" for place in chosen) < len(chosen))

    @override
    def made(self, change_set: ChangeSet) -> tuple[object, ...]:
        return tuple(made.after["code"] for made in change_set.changes if made.table == "place" and made.after)

    def ask_new(self) -> None:
        """Ask for the name of a new place."""
        title = translate("VocabularyPage", "New place")
        sentence = translate("VocabularyPage", "Practices that print it so are in it from then on.")
        self.ask_name(title, sentence, translate("VocabularyPage", "Add"), self.typed.strip(), self._make)

    def _make(self, name: str, code: str = "") -> None:
        self.unfiltered.emit()
        self.do(lambda workspace: place_edits.add(workspace, name, code))

    def _make_place(self) -> None:
        [place] = self.chosen()
        self._make(place.name, place.code)

    def _show_practices(self) -> None:
        [place] = self.chosen()
        self.practices_asked.emit(query.written("country", place.name))

    def _ask_rename(self) -> None:
        [place] = self.chosen()
        sentence = translate("VocabularyPage", "The old name stays as an alias; what practices print stays as it is.")
        title = translate("VocabularyPage", "Rename “{name}”").format(name=place.name)
        then = partial(self._rename_to, place)
        self.ask_name(title, sentence, translate("VocabularyPage", "Rename"), place.name, then)

    def _rename_to(self, place: PlaceRow, name: str) -> None:
        self.do(lambda workspace: place_edits.rename(workspace, place.code, name), place.id)

    def _ask_aliases(self) -> None:
        [place] = self.chosen()
        self.ask_aliases(
            place, place.aliases, lambda workspace, names: place_edits.set_aliases(workspace, place.code, names)
        )

    def _ask_names(self) -> None:
        [place] = self.chosen()
        sentence = translate(
            "VocabularyPage",
            "A language and the name in it on each line: “fr: Pérou”. Lists in that language show it, and it is found "
            "under it.",
        )
        self.ask_names(place, lambda workspace, names: place_edits.set_names(workspace, place.code, names), sentence)

    def _ask_members(self) -> None:
        from ui.vocabulary.members_dialog import ask_members

        [place] = self.chosen()
        ask_members(self, place, self.all(), partial(self._set_members, place))

    def _set_members(self, place: PlaceRow, members: list[str]) -> None:
        self.do(lambda workspace: place_edits.set_members(workspace, place.code, members), place.id)

    def _ask_merge(self) -> None:
        chosen = self.chosen()
        shipped = [place for place in chosen if place.state == "shipped"]
        choices = [(place.code, place.name) for place in shipped or chosen if place.code and place.state != "off-list"]
        self._ask_into(chosen, choices or self._targets(), translate("VocabularyPage", "Merge the chosen places"))

    def _ask_alias_of(self) -> None:
        [place] = self.chosen()
        title = translate("VocabularyPage", "Make “{name}” an alias").format(name=place.name)
        self._ask_into([place], self._targets(), title)

    def _ask_into(self, rows: Sequence[PlaceRow], choices: Sequence[tuple[str, str]], title: str) -> None:
        sentence = translate("VocabularyPage", "Of which place? Practices follow, and print what they printed.")
        then = partial(self._merge_into, rows)
        ask_choice(self, title, sentence, translate("VocabularyPage", "Make an alias"), choices=choices, then=then)

    def _targets(self) -> list[tuple[str, str]]:
        return [(place.code, place.name) for place in self.all() if place.state != "off-list"]

    def _merge_into(self, rows: Sequence[PlaceRow], into: str) -> None:
        self.do(lambda workspace: place_edits.merge(workspace, rows, into), into)

    def _ask_remove(self) -> None:
        [place] = self.chosen()
        if not place.uses:
            self._take_away(place)
            return
        title = translate("VocabularyPage", "Remove “{name}”?").format(name=place.name)
        sentence = translate("VocabularyPage", "Practices keep what they print, as a text that is no place.")
        confirm(self, title, sentence, translate("VocabularyPage", "Remove"), partial(self._take_away, place))

    def _take_away(self, place: PlaceRow) -> None:
        self.do(lambda workspace: place_edits.remove(workspace, place.code), place.id)


def _kind(place: PlaceRow) -> str:
    if place.members:
        return translate("VocabularyPage", "Own group")
    return {
        "shipped": translate("VocabularyPage", "Standard"),
        "own": translate("VocabularyPage", "Own"),
        "off-list": translate("VocabularyPage", "Not a place"),
    }[place.state]


def _explained(place: PlaceRow) -> str:
    if place.members:
        return translate("VocabularyPage", "A group of %n place(s), of this workspace's own.", None, len(place.members))
    return {
        "shipped": translate("VocabularyPage", "Its standard name stays; it can have other names beside it."),
        "own": translate("VocabularyPage", "A place of this workspace's own; with members it is a group."),
        "off-list": translate("VocabularyPage", "Printed so, but no place that is known here."),
    }[place.state]
