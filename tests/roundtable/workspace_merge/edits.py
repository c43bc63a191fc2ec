"""Edits of every kind, made at random places of a workspace by the services that a person's edits go through."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st
from sqlalchemy import select

from db import tables as t
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import RoundtableError
from roundtable.history import undo_steps
from roundtable.mapping import gaps, roundtable_matrix, targets
from roundtable.mapping.marks import Marks
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.identity import derived_id
from roundtable.records.mapping import GAP_STATES
from roundtable.records.practice import Country, Image, Partner, PracticeRecord, Translation, with_fields
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, Section
from roundtable.search import saved_searches
from roundtable.vocabulary import place_edits, place_store, term_edits
from roundtable.workspace import Workspace

T = TypeVar("T")
WORDS = ("wells", "nurses", "schools", "roads")
Edit = tuple[int, int, int, int]
"""Which kind of edit, of which record, where in it, and to what."""
edits = st.lists(st.tuples(*(st.integers(0, 59) for _ in range(4))), max_size=8)


def make(workspace: Workspace, steps: Sequence[Edit], author: str) -> None:
    """Make the edits; one that cannot be made where it falls is left out."""
    for kind, which, where, what in steps:
        with suppress(RoundtableError):
            _KINDS[kind % len(_KINDS)](workspace, which, where, f"{WORDS[what % len(WORDS)]}{author * (what % 3 == 0)}")


def _picked(things: Sequence[T], number: int) -> T:
    if not things:
        raise RoundtableError("There is nothing to edit.", "Add something.")
    return things[number % len(things)]


def _keys(workspace: Workspace, *, in_trash: bool = False) -> list[int]:
    p = t.Practice
    with workspace.reading() as connection:
        return list(connection.scalars(select(p.id).where(p.deleted_at.is_not(None) == in_trash).order_by(p.uid)))


def _change(workspace: Workspace, which: int, field: str, change: Callable[[PracticeRecord], object]) -> None:
    key = _picked(_keys(workspace), which)
    practice_edits.edit_many(workspace, [key], field, lambda one: with_fields(one, **{field: change(one)}))


def _set_text(workspace: Workspace, which: int, where: int, word: str) -> None:
    field = ("title", "budget", "level", "cleared_by", "starts")[where % 5]
    _change(workspace, which, field, lambda _one: word)


def _edit_prose(workspace: Workspace, which: int, where: int, word: str) -> None:
    def edited(one: PracticeRecord) -> str:
        words = one.summary.split(" ")
        at = where % (len(words) + 1)
        return " ".join((*words[:at], word, *words[at + which % 2 :]))

    _change(workspace, which, "summary", edited)


def _edit_rows(workspace: Workspace, which: int, where: int, word: str) -> None:
    field, row = (
        ("partners", Partner(word)),
        ("partners", Partner(word, "funder")),
        ("countries", Country(word)),
        ("web_links", f"http://example.org/{word}"),
        ("extra", ("Timeframe", word)),
        ("extra", (word, word)),
        ("tags", word),
        ("thematic_areas", word),
        ("translations", Translation(language="es", title=word, summary="Uno. Dos. Tres.")),
        ("gfmd_sources", word),
    )[where % 10]

    def edited(one: PracticeRecord) -> object:
        rows = [present for present in getattr(one, field) if present != row]
        match which % 4:
            case 0:
                rows = rows[1:]
            case 1:
                rows = [*rows[1:], *rows[:1]]
        return tuple(rows) if which % 4 == 0 else (*rows, row)

    _change(workspace, which, field, edited)


def _set_image(workspace: Workspace, which: int, _where: int, word: str) -> None:
    _change(workspace, which, "image", lambda _one: Image(word, "image/png", word.encode()))


def _create(workspace: Workspace, which: int, where: int, word: str) -> None:
    uid = derived_id("new", str(which), str(where), word)
    if practice_rows.key_of(workspace, uid) is None:
        practice_edits.create(workspace, PracticeRecord(id=uid, title=f"{word} {which}", tags=(word,)))


def _trash(workspace: Workspace, which: int, _where: int, _word: str) -> None:
    practice_edits.trash(workspace, [_picked(_keys(workspace), which)])


def _restore(workspace: Workspace, which: int, _where: int, _word: str) -> None:
    practice_edits.restore(workspace, [_picked(_keys(workspace, in_trash=True), which)])


def _undo(workspace: Workspace, which: int, _where: int, _word: str) -> None:
    (undo_steps.redo if which % 3 == 0 else undo_steps.undo)(workspace)


def _edit_roundtable(workspace: Workspace, which: int, where: int, word: str) -> None:
    key = _picked(roundtable_store.listing(workspace), which).id
    record = roundtable_store.get(workspace, key)
    assert record is not None
    questions, measures = record.guiding_questions, record.possible_measures
    match where % 9:
        case 0:
            record = replace(record, title=word)
        case 1:
            record = replace(record, sections=(*record.sections, Section(word, word)))
        case 2:
            record = replace(record, sections=record.sections[::-1])
        case 3:
            added = GuidingQuestion(id=derived_id(word, str(which)), text=word)
            record = replace(record, guiding_questions=(*(q for q in questions if q.id != added.id), added))
        case 4:
            record = replace(record, guiding_questions=questions[1:])
        case 5:
            record = replace(record, guiding_questions=(*questions[1:], *questions[:1]))
        case 6:
            changed = (replace(q, issue_area=word) if n == which % 2 else q for n, q in enumerate(questions))
            record = replace(record, guiding_questions=tuple(changed))
        case 7:
            measure = PossibleMeasure(id=derived_id("m", word), text=word)
            record = replace(record, possible_measures=(*(m for m in measures if m.id != measure.id), measure))
        case _:
            record = replace(record, expected_outcome=f"{record.expected_outcome} {word}")
    roundtable_edits.save(workspace, key, record)


def _delete_roundtable(workspace: Workspace, which: int, where: int, _word: str) -> None:
    if where % 3 == 0:
        roundtable_edits.delete(workspace, [_picked(roundtable_store.listing(workspace), which).id])


def _mark(workspace: Workspace, which: int, where: int, word: str) -> None:
    key, roundtable = _picked(_keys(workspace), which), _picked(roundtable_store.listing(workspace), which).id
    with workspace.unit_of_work("Mark") as work:
        target = _picked(targets.of_roundtable(work.connection, roundtable), where)
        marks = Marks(work, roundtable, {key})
        if which % 3 == 0:
            marks.unmark([(key, target)])
        else:
            marks.mark({(key, target): word if which % 2 else ""}, keeps_reasons=False)


def _note_gap(workspace: Workspace, which: int, where: int, word: str) -> None:
    roundtable = _picked(roundtable_store.listing(workspace), which).id
    present = gaps.listing(workspace, roundtable)
    match where % 4:
        case 0:
            with workspace.reading() as connection:
                target = _picked(targets.of_roundtable(connection, roundtable), where)
            gaps.create(workspace, roundtable, target, owner=word)
        case 1:
            gaps.save(workspace, _picked(present, which).key, note=word, state=GAP_STATES[which % 5])
        case 2:
            gaps.close(workspace, _picked(present, which).key)
        case _:
            gaps.delete(workspace, [_picked(present, which).key])


def _edit_vocabulary(workspace: Workspace, which: int, where: int, word: str) -> None:
    terms = sorted(term_edits.listing(workspace, "tag"), key=lambda one: one.name)[:3]
    match where % 5:
        case 0:
            term_edits.add(workspace, "tag", word)
        case 1:
            term_edits.rename(workspace, _picked(terms, which).id, f"{word} renamed")
        case 2:
            term_edits.remove(workspace, _picked(terms, which).id)
        case 3:
            term_edits.merge(workspace, [one.id for one in terms[:2]], terms[0].id)
        case 4 if which % 3:
            place_edits.add(workspace, word)
        case _:
            with workspace.reading() as connection:
                own = [record.code for record in place_store.records(connection)]
            (place_edits.remove if which % 2 else _rename_place)(workspace, _picked(own, which))


def _rename_place(workspace: Workspace, code: str) -> None:
    place_edits.rename(workspace, code, f"{code.casefold()} renamed")


def _refuse(workspace: Workspace, which: int, where: int, _word: str) -> None:
    key, roundtable = _picked(_keys(workspace), which), _picked(roundtable_store.listing(workspace), which).id
    with workspace.reading() as connection:
        target = _picked(targets.of_roundtable(connection, roundtable), where)
    roundtable_matrix.refuse(workspace, [(key, target)])


def _leave_out(workspace: Workspace, which: int, _where: int, _word: str) -> None:
    roundtable = _picked(roundtable_store.listing(workspace), which).id
    roundtable_matrix.leave_out(workspace, roundtable, [_picked(_keys(workspace), which)])


def _save_search(workspace: Workspace, which: int, where: int, word: str) -> None:
    if which % 3:
        saved_searches.keep(workspace, word, f"tag:{word}")
    else:
        saved_searches.forget(workspace, _picked(saved_searches.listing(workspace), where).name)


_KINDS: tuple[Callable[[Workspace, int, int, str], None], ...] = (
    *(_set_text, _edit_prose, _edit_rows, _edit_rows, _set_image, _create, _trash, _restore, _undo),
    *(_edit_roundtable, _edit_roundtable, _delete_roundtable, _mark, _mark, _note_gap, _edit_vocabulary),
    *(_edit_vocabulary, _refuse, _leave_out, _save_search),
)
