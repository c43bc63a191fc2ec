"""Places in the vocabulary list: shipped ones, own ones and groups, and printed texts that are no known place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from roundtable.vocabulary import place_edits, place_store
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.vocabulary.term_lookup import folded
from ui.base import value_texts
from ui.vocabulary.entry_kind import Change, EntryKind, Question

translate = QCoreApplication.translate
_SHOWN = 12


def place_entries() -> EntryKind[PlaceRow]:
    """Describe the places."""
    return EntryKind(
        table=translate("VocabularyPage", "Places"),
        no_match=translate("VocabularyPage", "No place matches"),
        no_match_more=translate("VocabularyPage", "No name or alias, in any language, contains these words."),
        make_typed=translate("VocabularyPage", "Add as a place…"),
        new=translate("VocabularyPage", "New place…"),
        new_title=translate("VocabularyPage", "New place"),
        new_text=translate("VocabularyPage", "Practices in which it is printed like this then belong to it."),
        make=translate("VocabularyPage", "Add place"),
        names=translate(
            "VocabularyPage",
            "Lists in that language show this name, and searches find it.",
        ),
        also=translate("VocabularyPage", "Also found here as {names}"),
        query_field="country",
        menu=("show", "make", "alias_of", "rename", "aliases", "names", "members", "merge", "remove"),
        panel=("make", "alias_of", "show", "rename", "members", "aliases", "names", "merge", "remove"),
        last_column=(translate("VocabularyPage", "Kind"), lambda place: _kind(place)[0]),
        name_order=lambda place: folded(place.name),
        last_order=lambda place: place.state,
        read=place_store.listing,
        matches=_matches,
        is_listed=_is_listed,
        made=lambda change_set: tuple(
            made.after["code"] for made in change_set.changes if made.table == "place" and made.after
        ),
        offered=lambda place: (
            *(("show",) if place.uses or place.members else ()),
            *(("aliases", "names") if _is_listed(place) else ("make", "alias_of")),
            *(("rename", "members", "remove") if place.state == "own" else ()),
        ),
        can_merge=lambda places: any(place.state != "shipped" for place in places),
        description=_description,
        shown_text=lambda count: translate("VocabularyPage", "Places shown: {count}").format(
            count=QLocale().toString(count)
        ),
        selected_text=lambda count: translate("VocabularyPage", "Places selected: {count}").format(count=count),
        uses_text=_uses_text,
        rename_text=lambda _: translate(
            "VocabularyPage", "The old name stays as an alias; what practices print stays as it is."
        ),
        remove_text=lambda _: translate("VocabularyPage", "Practices keep it as printed, no longer linked to a place."),
        alias_text=_alias_text,
        merge_question=_merge_question,
        add=lambda workspace, name, place: place_edits.add(workspace, name, place.code if place else ""),
        rename=lambda workspace, place, name: place_edits.rename(workspace, place.code, name, read_as=place.name),
        set_aliases=lambda own, place, names: place_edits.set_aliases(own, place.code, names, read_as=place.aliases),
        set_names=lambda own, place, names: place_edits.set_names(own, place.code, names, read_as=dict(place.names)),
        remove=place_edits.remove,
        merge=place_edits.merge,
        ask_members=_ask_members,
    )


def _matches(place: PlaceRow, typed: str) -> bool:
    if not typed:
        return place.is_local
    return typed == place.code.casefold() or any(typed in folded(name) for name in (place.name, *place.spellings))


def _is_listed(place: PlaceRow) -> bool:
    return place.state != "off-list"


def _uses_text(place: PlaceRow) -> str:
    """Return "" for a group that no practice names: practices name its members."""
    return "" if place.members and not place.uses else QLocale().toString(place.uses)


def _description(place: PlaceRow, places: Sequence[PlaceRow]) -> tuple[str, ...]:
    uses = translate("VocabularyPage", "In %n practice(s)", "", place.uses) if _uses_text(place) else ""
    known = {other.code: other.name for other in places}
    members = sorted((known.get(code, code) for code in place.members), key=folded)
    inside = translate("VocabularyPage", "Members: {names}").format(names=value_texts.some(members, _SHOWN))
    return " · ".join(filter(None, (uses, place.code))), _kind(place)[1], inside if members else ""


def _kind(place: PlaceRow) -> tuple[str, str]:
    """Return the kind of a place and its explanation."""
    if place.members:
        count = len(place.members)
        explanation = translate("VocabularyPage", "A group of %n place(s), defined in this workspace.", None, count)
        return translate("VocabularyPage", "Own group"), explanation
    return {
        "shipped": (
            translate("VocabularyPage", "Standard"),
            translate("VocabularyPage", "Its standard name stays; it can have other names beside it."),
        ),
        "own": (
            translate("VocabularyPage", "Own"),
            translate("VocabularyPage", "A place defined in this workspace; with members it is a group."),
        ),
        "off-list": (
            translate("VocabularyPage", "Not a place"),
            translate("VocabularyPage", "Printed like this, but not a known place."),
        ),
    }[place.state]


def _alias_text(_place: PlaceRow) -> str:
    return translate("VocabularyPage", "Alias of which place? Practices move to it, and print what they printed.")


def _merge_question(places: Sequence[PlaceRow]) -> Question:
    shipped = [place for place in places if place.state == "shipped"]
    return Question(
        translate("VocabularyPage", "Merge the selected places"),
        _alias_text(places[0]),
        translate("VocabularyPage", "Make an alias"),
        [(place.code, place.name) for place in shipped or places if place.code and _is_listed(place)],
    )


def _ask_members(parent: QWidget, group: PlaceRow, places: Sequence[PlaceRow], do: Callable[[Change], object]) -> None:
    from ui.vocabulary.members_dialog import ask_members

    ask_members(parent, group, places, lambda codes: do(lambda own: place_edits.set_members(own, group.code, codes)))
