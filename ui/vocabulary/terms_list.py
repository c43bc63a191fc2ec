"""The thematic areas or the tags with their aliases and uses, and what practices carry that is on no list.

Shows, asks and calls the thesaurus; what a change does to practices is the thesaurus's business.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QAction
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.records.values import joined
from roundtable.records.vocabulary import TermKind
from roundtable.search import query
from roundtable.vocabulary import term_edits
from roundtable.vocabulary.term_edits import TermRow
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace
from ui.dialogs.question_dialog import ask_choice, confirm
from ui.jobs.jobs import Jobs
from ui.vocabulary.vocabulary_list import VocabularyList, said_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import Column

translate = QCoreApplication.translate
_FIELDS: dict[TermKind, str] = {"thematic_area": "area", "tag": "tag"}
_ORDERS = (
    lambda term: term.name.casefold(),
    lambda term: joined(term.aliases).casefold(),
    lambda term: term.uses,
    lambda term: not term.is_listed,
)
"""What each column is sorted by."""


class TermsList(VocabularyList[TermRow]):
    """List terms of a kind and tend them."""

    def __init__(self, settings: QSettings, jobs: Jobs) -> None:
        self.kind: TermKind = "thematic_area"
        columns = (
            Column[TermRow](translate("VocabularyPage", "Name"), lambda term: term.name),
            Column[TermRow](translate("VocabularyPage", "Aliases"), lambda term: joined(term.aliases)),
            Column[TermRow](
                translate("VocabularyPage", "Uses"), lambda term: self.locale().toString(term.uses), is_number=True
            ),
            Column[TermRow](
                translate("VocabularyPage", "On the list"),
                lambda term: (
                    translate("VocabularyPage", "Yes") if term.is_listed else translate("VocabularyPage", "No")
                ),
            ),
        )
        super().__init__(settings, jobs, translate("VocabularyPage", "Terms"), columns, _ORDERS)

    @override
    def empty_state(self) -> EmptyState:
        return EmptyState(
            translate("VocabularyPage", "No term matches"),
            translate("VocabularyPage", "Neither a name nor an alias holds these words."),
            [
                (translate("VocabularyPage", "Clear the filter"), self.unfiltered.emit),
                (translate("VocabularyPage", "Make it a term…"), self.ask_new),
            ],
        )

    @override
    def build_actions(self) -> None:
        self.add = self.action(translate("VocabularyPage", "New term…"), self.ask_new, "Ins")
        self._show = self.action(translate("VocabularyPage", "Show practices"), self._show_practices, "Return", "Enter")
        self._rename = self.action(translate("VocabularyPage", "Rename…"), self._ask_rename, "F2")
        self._alias = self.action(translate("VocabularyPage", "Aliases…"), self._ask_aliases, "Ctrl+Shift+A")
        self._names = self.action(
            translate("VocabularyPage", "Names in other languages…"), self._ask_names, "Ctrl+Shift+L"
        )
        self._merge = self.action(translate("VocabularyPage", "Merge selected into…"), self._ask_merge, "Ctrl+M")
        self._list = self.action(translate("VocabularyPage", "Make a term"), self._make_term)
        self._fold = self.action(translate("VocabularyPage", "Make an alias of…"), self._ask_alias_of)
        self._remove = self.action(translate("VocabularyPage", "Remove"), self._ask_remove, "Del")
        self.table.doubleClicked.connect(self._show.trigger)

    @override
    def panel_actions(self) -> Sequence[QAction]:
        return (
            *(self._show, self._list, self._fold, self._rename, self._alias, self._names),
            *(self._merge, self._remove),
        )

    @override
    def read_rows(self, workspace: Workspace) -> Sequence[TermRow]:
        return term_edits.listing(workspace, self.kind)

    @override
    def passes(self, row: TermRow, typed: str) -> bool:
        names = (row.name, *row.aliases, *(name for _, name in row.names))
        return any(typed in folded(name) for name in names)

    @override
    def shown_text(self, count: int) -> str:
        return translate("VocabularyPage", "%n term(s) shown", "", count)

    @override
    def texts(self, chosen: Sequence[TermRow]) -> tuple[str, str, str]:
        if len(chosen) != 1:
            several = translate("VocabularyPage", "%n term(s)", "", len(chosen))
            return several if chosen else translate("VocabularyPage", "Nothing is chosen"), "", ""
        [term] = chosen
        about = translate("VocabularyPage", "In %n practice(s)", "", term.uses)
        if not term.is_listed:
            about += " · " + translate("VocabularyPage", "not on the list")
        also = translate("VocabularyPage", "Also found as {names}").format(names=joined(term.aliases))
        return term.name, about, "\n".join(filter(None, (also if term.aliases else "", said_in(term.names))))

    @override
    def offer(self, chosen: Sequence[TermRow]) -> None:
        only = chosen[0] if len(chosen) == 1 else None
        is_listed = only is not None and only.is_listed
        is_off_list = only is not None and not only.is_listed
        self._show.setVisible(only is not None and only.uses > 0)
        self._rename.setVisible(only is not None)
        for action in (self._alias, self._names, self._remove):
            action.setVisible(is_listed)
        for action in (self._list, self._fold):
            action.setVisible(is_off_list)
        self._merge.setVisible(len(chosen) > 1)

    @override
    def made(self, change_set: ChangeSet) -> tuple[object, ...]:
        return tuple(made.key for made in change_set.changes if made.table == "term")

    def ask_new(self) -> None:
        """Ask for the name of a new term."""
        is_tag = self.kind == "tag"
        title = translate("VocabularyPage", "New tag") if is_tag else translate("VocabularyPage", "New thematic area")
        sentence = translate("VocabularyPage", "It is offered wherever terms are chosen.")
        self.ask_name(title, sentence, translate("VocabularyPage", "Add"), self.typed.strip(), self._make)

    def _show_practices(self) -> None:
        [term] = self.chosen()
        self.practices_asked.emit(query.written(_FIELDS[term.kind], term.name))

    def _make(self, name: str) -> None:
        self.unfiltered.emit()
        self.do(lambda workspace: term_edits.add(workspace, self.kind, name))

    def _make_term(self) -> None:
        [term] = self.chosen()
        self._make(term.name)

    def _ask_rename(self) -> None:
        [term] = self.chosen()
        sentence = translate("VocabularyPage", "%n practice(s) follow.", "", term.uses)
        if term.is_listed:
            sentence += " " + translate("VocabularyPage", "The old name stays as an alias.")
        title = translate("VocabularyPage", "Rename “{name}”").format(name=term.name)
        rename = partial(self._rename_to, term)
        self.ask_name(title, sentence, translate("VocabularyPage", "Rename"), term.name, rename)

    def _rename_to(self, term: TermRow, name: str) -> None:
        self.do(lambda workspace: term_edits.rename(workspace, term.id, name, keep_as_alias=term.is_listed), term.id)

    def _ask_aliases(self) -> None:
        [term] = self.chosen()
        self.ask_aliases(term, term.aliases, lambda workspace, names: term_edits.set_aliases(workspace, term.id, names))

    def _ask_names(self) -> None:
        [term] = self.chosen()
        sentence = translate(
            "VocabularyPage",
            "A language and the name in it on each line: “fr: Santé”. Annexes and workbooks in that language print "
            "it, and it is found under it.",
        )
        self.ask_names(term, lambda workspace, names: term_edits.set_names(workspace, term.id, names), sentence)

    def _ask_merge(self) -> None:
        chosen = self.chosen()
        uses = sum(term.uses for term in chosen)
        choices = [
            (term.id, f"{term.name} — " + translate("VocabularyPage", "%n practice(s) follow", "", uses - term.uses))
            for term in chosen
        ]
        title = translate("VocabularyPage", "Merge %n term(s)", "", len(chosen))
        sentence = translate("VocabularyPage", "Which name stays? The others become its aliases.")
        then = partial(self._merge_into, [term.id for term in chosen])
        ask_choice(self, title, sentence, translate("VocabularyPage", "Merge"), choices=choices, then=then)

    def _ask_alias_of(self) -> None:
        [term] = self.chosen()
        choices = [(other.id, other.name) for other in self.all() if other.is_listed]
        title = translate("VocabularyPage", "Make “{name}” an alias").format(name=term.name)
        sentence = translate("VocabularyPage", "Of which term? %n practice(s) follow.", "", term.uses)
        then = partial(self._merge_into, [term.id])
        ask_choice(self, title, sentence, translate("VocabularyPage", "Make an alias"), choices=choices, then=then)

    def _merge_into(self, keys: Sequence[int], into: int) -> None:
        self.do(lambda workspace: term_edits.merge(workspace, list(keys), into), into)

    def _ask_remove(self) -> None:
        [term] = self.chosen()
        if not term.uses:
            self._take_away(term)
            return
        title = translate("VocabularyPage", "Remove “{name}”?").format(name=term.name)
        sentence = translate(
            "VocabularyPage", "%n practice(s) carry it, and keep it as a value off the list.", "", term.uses
        )
        confirm(self, title, sentence, translate("VocabularyPage", "Remove"), partial(self._take_away, term))

    def _take_away(self, term: TermRow) -> None:
        self.do(lambda workspace: term_edits.remove(workspace, term.id), term.id)
