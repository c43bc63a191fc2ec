"""What differs between the kinds of vocabulary entries, terms and places: texts, rules and services."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.vocabulary.term_edits import TermRow
from roundtable.workspace import Workspace

R = TypeVar("R", bound=TermRow | PlaceRow)
Change = Callable[[Workspace], ChangeSet]


@dataclass(frozen=True, slots=True)
class Question:
    """Hold the texts of a question for an entry and its choices, each a key and a text."""

    title: str
    sentence: str
    words: str
    choices: Sequence[tuple[Any, str]]


@dataclass(frozen=True, kw_only=True)
class EntryKind(Generic[R]):
    """Describe a kind of entries; ``add`` gets the row of a value that becomes an entry, None for a new name."""

    table: str
    no_match: str
    no_match_more: str
    make_typed: str
    new: str
    new_title: str
    new_text: str
    make: str
    names: str
    also: str
    query_field: str
    menu: tuple[str, ...]
    """The actions in the order of the context menu, after the one that adds an entry."""
    panel: tuple[str, ...]
    """The actions in the order of the panel's buttons."""
    last_column: tuple[str, Callable[[R], str]]
    name_order: Callable[[R], str]
    last_order: Callable[[R], Any]
    read: Callable[[Workspace], Sequence[R]]
    matches: Callable[[R, str], bool]
    """Whether a row matches the folded filter."""
    is_listed: Callable[[R], bool]
    made: Callable[[ChangeSet], tuple[object, ...]]
    """The keys of the entries that a change created."""
    offered: Callable[[R], Collection[str]]
    """The names of the actions for one selected row."""
    can_merge: Callable[[Sequence[R]], bool] = lambda _: True
    description: Callable[[R, Sequence[R]], tuple[str, ...]]
    """The caption of a row, of all rows, and lines of detail."""
    shown_text: Callable[[int], str]
    selected_text: Callable[[int], str]
    uses_text: Callable[[R], str] = lambda row: QLocale().toString(row.uses)
    rename_text: Callable[[R], str]
    remove_text: Callable[[R], str]
    alias_text: Callable[[R], str]
    merge_question: Callable[[Sequence[R]], Question]
    add: Callable[[Workspace, str, R | None], ChangeSet]
    rename: Callable[[Workspace, R, str], ChangeSet]
    set_aliases: Callable[[Workspace, R, list[str]], ChangeSet]
    set_names: Callable[[Workspace, R, Mapping[str, str]], ChangeSet]
    remove: Callable[[Workspace, Any], ChangeSet]
    merge: Callable[[Workspace, Sequence[R], Any], ChangeSet]
    ask_members: Callable[[QWidget, R, Sequence[R], Callable[[Change], object]], object] = lambda *_: None
