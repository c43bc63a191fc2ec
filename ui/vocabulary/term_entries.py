"""Terms in the vocabulary list: thematic areas or tags, and values in practices that are outside the vocabulary."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary import term_edits
from roundtable.vocabulary.term_edits import TermRow
from roundtable.vocabulary.term_lookup import folded
from ui.vocabulary.entry_kind import EntryKind, Question

translate = QCoreApplication.translate


def term_entries(kind: TermKind) -> EntryKind[TermRow]:
    """Describe the terms of a kind."""
    new_tag, new_area = translate("VocabularyPage", "New tag"), translate("VocabularyPage", "New thematic area")
    yes, no = translate("VocabularyPage", "Yes"), translate("VocabularyPage", "No")
    return EntryKind(
        table=translate("VocabularyPage", "Terms"),
        no_match=translate("VocabularyPage", "No term matches"),
        no_match_more=translate("VocabularyPage", "No name or alias contains these words."),
        make_typed=translate("VocabularyPage", "Add it to the vocabulary…"),
        new=translate("VocabularyPage", "New term…"),
        new_title=new_tag if kind == "tag" else new_area,
        new_text=translate("VocabularyPage", "It is then offered wherever terms are chosen."),
        make=translate("VocabularyPage", "Add to the vocabulary"),
        names=translate(
            "VocabularyPage",
            "Annexes and workbooks in that language print this name, and searches find it.",
        ),
        also=translate("VocabularyPage", "Also found as {names}"),
        query_field="tag" if kind == "tag" else "area",
        menu=("show", "rename", "aliases", "names", "merge", "make", "alias_of", "remove"),
        panel=("show", "make", "alias_of", "rename", "aliases", "names", "merge", "remove"),
        last_column=(translate("VocabularyPage", "In the vocabulary"), lambda term: yes if term.is_listed else no),
        name_order=lambda term: folded(term.name),
        last_order=lambda term: not term.is_listed,
        read=lambda workspace: term_edits.listing(workspace, kind),
        matches=lambda term, typed: any(
            typed in folded(name) for name in (term.name, *term.aliases, *(name for _, name in term.names))
        ),
        is_listed=lambda term: term.is_listed,
        made=lambda change_set: tuple(made.key for made in change_set.changes if made.table == "term"),
        offered=lambda term: (
            *(("show",) if term.uses else ()),
            *(("rename", "aliases", "names", "remove") if term.is_listed else ("rename", "make", "alias_of")),
        ),
        description=lambda term, _: (_caption(term),),
        shown_text=lambda count: translate("VocabularyPage", "%n term(s) shown", "", count),
        selected_text=lambda count: translate("VocabularyPage", "%n term(s)", "", count),
        rename_text=_rename_text,
        remove_text=lambda term: translate(
            "VocabularyPage", "%n practice(s) use it and keep it as a value outside the vocabulary.", "", term.uses
        ),
        alias_text=lambda term: translate(
            "VocabularyPage", "Alias of which term? Changes %n practice(s).", "", term.uses
        ),
        merge_question=_merge_question,
        add=lambda workspace, name, _: term_edits.add(workspace, kind, name),
        rename=lambda workspace, term, name: term_edits.rename(
            workspace, term.id, name, keep_as_alias=term.is_listed, read_as=term.name
        ),
        set_aliases=lambda own, term, names: term_edits.set_aliases(own, term.id, names, read_as=term.aliases),
        set_names=lambda own, term, names: term_edits.set_names(own, term.id, names, read_as=dict(term.names)),
        remove=term_edits.remove,
        merge=lambda workspace, terms, into: term_edits.merge(workspace, [term.id for term in terms], into),
    )


def _caption(term: TermRow) -> str:
    uses = translate("VocabularyPage", "In %n practice(s)", "", term.uses)
    return uses if term.is_listed else f"{uses} · {translate('VocabularyPage', 'not in the vocabulary')}"


def _rename_text(term: TermRow) -> str:
    follow = translate("VocabularyPage", "Changes %n practice(s).", "", term.uses)
    return f"{follow} {translate('VocabularyPage', 'The old name stays as an alias.')}" if term.is_listed else follow


def _merge_question(terms: Sequence[TermRow]) -> Question:
    uses = sum(term.uses for term in terms)
    return Question(
        translate("VocabularyPage", "Merge %n term(s)", "", len(terms)),
        translate("VocabularyPage", "Which name stays? The others become its aliases."),
        translate("VocabularyPage", "Merge"),
        [
            (term.id, f"{term.name} — " + translate("VocabularyPage", "Changes %n practice(s)", "", uses - term.uses))
            for term in terms
        ],
    )
