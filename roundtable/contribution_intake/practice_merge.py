"""Three-way merge of a returned workbook's rows into practices."""

import hashlib
import json
from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select

from db import row_keys
from db import tables as t
from db.clock import now
from db.unit_of_work import UnitOfWork
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake import roundtable_match
from roundtable.contribution_intake.mapping_merge import LeftOut, MappingMerge
from roundtable.contribution_intake.off_list import ValueCheck
from roundtable.contribution_intake.returned_workbook import (
    ContributionIntake,
    ReturnedRow,
    ReturnedWorkbook,
    RowSources,
)
from roundtable.contribution_intake.row_comparison import Base, RowComparison, image_note
from roundtable.contribution_intake.row_identity import Identities, checked, identified
from roundtable.contribution_intake.value_lists import TERMS, ValueSplitter, bare
from roundtable.exchange import record_match
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.merge_result import MergeResult, Outcome
from roundtable.exchange.record_match import Kept
from roundtable.history import earlier_state
from roundtable.mapping import gaps
from roundtable.practices import practice_store
from roundtable.progress import Progress, part_of, reported
from roundtable.records.collection import Collection
from roundtable.records.intake import Ignored, Intake, Problem
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.empty_values import is_nothing

_NAMED = 5
"""Number of absent practices that a sentence names."""
_ALL_FIELDS = frozenset(column.field for column in COLUMNS)
_CAME_BY_WORKBOOK = "contribution:"
"""Prefix of ``imported_digest`` of a practice last imported from a workbook."""


class ContributionMerge:
    """Merge one workbook into the workspace."""

    def __init__(
        self, work: UnitOfWork, intake: Intake, *, decisions: Decisions, code: str | None, progress: Progress
    ) -> None:
        if not isinstance(intake, ContributionIntake):
            raise TypeError("a contribution comes with its workbook")
        self._intake = intake
        self._result = MergeResult(intake)
        self._workbook: ReturnedWorkbook = intake.workbook
        self._work = work
        self._decisions = decisions
        self._progress = progress
        self._code = code
        self._terms = term_store.TermKeys(work)
        origin = self._workbook.origin
        self._is_from_elsewhere = origin is not None and not earlier_state.is_step(work, origin.entry, origin.moment)
        localised = (
            ((term.kind, term.name), dict(term.names).get(self._workbook.language))
            for term in term_store.load(work.connection)
        )
        places = place_store.load(work.connection)
        self._comparison = RowComparison(
            Setting(self._workbook.language, places),
            self._terms.names,
            {term: name for term, name in localised if name},
            ValueSplitter(self._terms.vocabulary, places, self._workbook.language).cell,
        )
        self._check = ValueCheck(self._terms.vocabulary, places)
        self._known: Mapping[str, PracticeRecord] = {}
        self._imported: dict[int, dict[str, object]] = {}
        """What marks the changed practices as imported, by key."""

    def run(self) -> MergeResult:
        """Merge and write."""
        connection = self._work.connection
        listed = row_keys.keys_by_uid(connection, [row.identity for row in self._workbook.rows if row.identity])
        here = practice_store.load(connection, list(listed.values()))
        self._progress(0, 1)  # where the person may stop it
        self._known = known = {uid: here[key] for uid, key in listed.items()}
        members = roundtable_match.members(connection, self._workbook, self._code)
        self._workbook, refused = checked(self._workbook, {**self._sent_beside(members), **known})
        identities = self._with_twins(
            identified(self._workbook, {uid: record.title for uid, record in known.items()}), members
        )
        self._progress(0, 1)
        left_out = self._decisions.left_out
        uids = row_keys.keys_by_uid(
            connection, [row.record.id for row in identities.rows if row.record.id not in left_out]
        )
        kept = record_match.kept(connection, uids)
        unlisted = self._only_marked(identities)
        keys = {uid: match.key for uid, match in kept.items()} | unlisted
        here |= practice_store.load(connection, [key for key in keys.values() if key not in here])
        self._progress(0, 1)
        self._result.outcomes.update(dict.fromkeys(unlisted, "unchanged"))
        mapping = MappingMerge(
            self._work,
            self._workbook,
            identities,
            result=self._result,
            decisions=self._decisions,
            code=self._code,
        )
        rows = reported(identities.rows, len(identities.rows), part_of(self._progress, 0, 3))
        differing = self._differing(rows, kept, here)
        self._comparison.find_permuted((row, here[kept[uid].key]) for uid, row in differing.items())
        mapping.find_differences(keys)
        with self._as_written({**keys, **members}) as then:
            mapping.read_base(then)
            bases = self._bases(identities, differing, kept, then)
            present = {row.record.id for row in (*identities.rows, *refused)}
            self._find_absent(mapping.members_then(then, members), present)
        self._move_to_trash(members)
        known_or_left_out = {*kept, *left_out}
        new = [row for row in identities.rows if row.record.id not in known_or_left_out]
        with gaps.closing(self._work):
            self._merge(differing, kept, here, bases)
            keys |= self._add(new)
            ignored = mapping.run(keys)
        for uid in unlisted.keys() - self._result.absent.keys():
            self._result.notes.setdefault("", []).extend(self._result.notes.pop(uid, ()))
        self._result.outcomes.update({row.identity: "rejected" for row in refused})
        self._result.outcomes.update(dict.fromkeys(left_out & present, "skipped"))
        self._result.intake = self._intake_after(identities, refused, ignored)
        return self._result

    def _sent_beside(self, members: Mapping[str, int]) -> dict[str, PracticeRecord]:
        """Return the practices whose ids the workbook lacks, where those of others were filled down over them."""
        ids = [row.identity for row in self._workbook.rows if row.identity]
        lacking = {uid: key for uid, key in members.items() if uid not in ids} if len(ids) > len({*ids}) else {}
        here = practice_store.load(self._work.connection, list(lacking.values()))
        return {uid: here[key] for uid, key in lacking.items()}

    def _find_absent(self, members: Mapping[str, int], present: Container[str]) -> None:
        """Report the roundtable's practices that the workbook does not list, or whose rows were cleared or hidden."""
        p = t.Practice
        missing = {key: uid for uid, key in members.items() if uid not in present}
        statement = select(p.id, p.title).where(p.deleted_at.is_(None))
        titles = dict(row_keys.chunked(self._work.connection, statement, p.id, list(missing)))
        self._result.absent = absent = {missing[key]: title for key, title in titles.items()}
        for uid in absent.keys() & self._workbook.unread.keys():
            message = "Its row is hidden or was cleared; it stays as it is here."
            self._note(uid, Problem("", message, self._workbook.unread[uid]))
        kept = {uid: title for uid, title in absent.items() if uid not in self._decisions.to_trash}
        if kept:
            names = "; ".join([title or uid for uid, title in kept.items()][:_NAMED])
            names += " …" if len(kept) > _NAMED else ""
            count = len(kept)
            said = "practice of this roundtable is" if count == 1 else "practices of this roundtable are"
            stays = "It stays as it is" if count == 1 else "They stay as they are"
            self._note("", Problem("", f"{count} {said} not in the workbook: {names}. {stays} here."))

    def _move_to_trash(self, members: Mapping[str, int]) -> None:
        """Put the absent practices that are to go into the trash."""
        moment = now()
        for uid in self._result.absent.keys() & self._decisions.to_trash:
            self._work.update(t.Practice, members[uid], {"deleted_at": moment})
            self._note(uid, Problem("", "It was moved to the trash."))

    def _with_twins(self, identities: Identities, members: Mapping[str, int]) -> Identities:
        """Give rows without an id that of the practice here that they are said to be, or are by title and places.

        Where a practice that was sent, or that the mapping sheet still names, has no row of its own, the title or the
        summary tells the row.
        """
        apart = identities.named | identities.copies
        records = [row.record for row in identities.rows]
        same_as = dict(self._decisions.same_as)
        ids = record_match.ids_here(self._work.connection, records, same_as, by_title_too=True, but=apart)
        rows = tuple(
            replace(row, record=replace(row.record, id=ids[row.record.id])) if row.record.id in ids else row
            for row in identities.rows
        )
        identities = replace(identities, rows=rows)
        claimed = {row.record.id for row in identities.rows} | identities.named
        sent = {uid: key for uid, key in members.items() if uid not in claimed}
        is_lost = any(not row.identity and row.record.id not in ids for row in identities.rows)
        lost = {**sent, **self._only_marked(identities)} if is_lost else {}
        unclaimed = practice_store.load(self._work.connection, list(lost.values()))
        return identities.with_said(unclaimed.values(), but={*ids.values(), *self._decisions.left_out})

    def _only_marked(self, identities: Identities) -> dict[str, int]:
        """Find the practices that only the mapping sheet names."""
        rows = {row.record.id for row in identities.rows} | identities.named
        others = {marks.identity for marks in self._workbook.marks if marks.identity} - rows
        return row_keys.keys_by_uid(self._work.connection, sorted(others))

    def _differing(
        self, rows: Iterable[ReturnedRow], kept: Mapping[str, Kept], here: Mapping[int, PracticeRecord]
    ) -> dict[str, ReturnedRow]:
        """Return the rows whose practice is here and differs."""
        differing = {}
        for row in rows:
            uid = row.record.id
            match = kept.get(uid)
            if match is None:
                continue
            if match.in_trash:
                self._result.outcomes[uid] = "skipped"
                self._note(uid, Problem("", "It is in the trash here and was left there.", row.where("title")))
            elif self._comparison.is_as_here(row, here[match.key]):
                self._result.outcomes[uid] = "unchanged"
            else:
                differing[uid] = row
        return differing

    @contextmanager
    def _as_written(self, keys: Mapping[str, int]) -> Iterator[UnitOfWork | None]:
        """Yield the workspace at the time of export, None where that is unknown or was another workspace."""
        origin = self._workbook.origin
        if origin is None or self._is_from_elsewhere:
            yield None
            return
        with earlier_state.as_of(self._work, origin.entry, frozenset(keys.values())) as then:
            yield then

    def _bases(
        self,
        identities: Identities,
        differing: Mapping[str, ReturnedRow],
        kept: Mapping[str, Kept],
        then: UnitOfWork | None,
    ) -> dict[str, Base]:
        """Find each row's base: the practice at the time of export, at the row's revision, or as last imported.

        A row from another workspace has none.
        """
        written = practice_store.load(then.connection, [kept[uid].key for uid in differing]) if then else {}
        listed = identities.named | {marks.identity for marks in self._workbook.marks if marks.identity}
        bases: dict[str, Base] = {}
        wanted: dict[str, int] = {}
        for uid, row in differing.items():
            record = written.get(kept[uid].key)
            is_ours = (uid in listed or not listed) and not self._is_from_elsewhere
            if is_ours and record is not None and row.revision in (0, record.revision):
                bases[uid] = self._base(record)
            elif is_ours and row.revision:
                wanted[uid] = row.revision
            elif (kept[uid].imported_digest or "").startswith(_CAME_BY_WORKBOOK):
                wanted[uid] = kept[uid].imported_revision or 0
        found = earlier_state.at_revisions(self._work, {kept[uid].key: revision for uid, revision in wanted.items()})
        for uid in wanted:
            if (record := found.get(kept[uid].key)) is not None:
                is_ours = uid in identities.named and not self._is_from_elsewhere
                bases[uid] = self._base(record) if is_ours else Base(record, has_extra=True)
        return bases

    def _base(self, record: PracticeRecord) -> Base:
        origin = self._workbook.origin
        return Base(record, has_contact=origin is None or origin.has_contacts)

    def _merge(
        self,
        differing: Mapping[str, ReturnedRow],
        kept: Mapping[str, Kept],
        here: Mapping[int, PracticeRecord],
        bases: Mapping[str, Base],
    ) -> None:
        """Merge the rows that differ into their practices."""
        edits: dict[int, tuple[PracticeRecord, PracticeRecord]] = {}
        for uid, row in reported(differing.items(), len(differing), part_of(self._progress, 1, 3)):
            before = here[kept[uid].key]
            after = self._compared(uid, row, kept[uid], before, bases.get(uid))
            if after != before:
                edits[kept[uid].key] = (before, after)
        practice_store.change_many(self._work, edits, self._terms)
        self._work.update_many(t.Practice, self._imported)

    def _compared(
        self, uid: str, row: ReturnedRow, match: Kept, here: PracticeRecord, base: Base | None
    ) -> PracticeRecord:
        """Return the practice with one row merged into it."""
        digest = _digest(row)
        if match.imported_digest == digest and not row.revision:  # the same row as the last time
            self._result.outcomes[uid] = "unchanged"
            return here
        compared = self._comparison.compare(row, here, base, self._decisions)
        if self._decisions.accept == "new":
            self._result.outcomes[uid] = "skipped" if compared.record != here or compared.conflicts else "unchanged"
            return here
        fields = {change.field for change in compared.changes}
        doubts = self._check.problems(row, compared.record, fields)
        for problem in (*compared.problems, *compared.notes, *doubts):
            self._note(uid, problem)
        if compared.changes:
            self._result.changes[uid] = list(compared.changes)
        if differing := [*compared.conflicts, *compared.emptied]:
            self._result.conflicts[uid] = differing
        came_so = (match.imported_digest or "").startswith(_CAME_BY_WORKBOOK)
        if came_so and compared.record != here and not compared.conflicts:
            self._imported[match.key] = {"imported_digest": digest, "imported_revision": here.revision + 1}
        is_kept: Outcome = "skipped" if self._decisions.of(uid) else "unchanged"
        is_changed: Outcome = "updated" if compared.record != here else is_kept
        self._result.outcomes[uid] = "conflict" if compared.conflicts else is_changed
        return compared.record

    def _add(self, rows: Sequence[ReturnedRow]) -> dict[str, int]:
        """Add the new practices and report their problems."""
        p = t.Practice
        titles = select(p.uid, p.title).where(p.deleted_at.is_(None))
        known = [(uid, title) for uid, title in self._work.connection.execute(titles)] if rows else []
        rows_by_id = {row.record.id: row for row in rows}
        self._result.outcomes.update(dict.fromkeys(rows_by_id, "new"))
        for record, uid, title in record_match.likely_duplicates([row.record for row in rows], known):
            self._result.may_be(record.id, uid, title, rows_by_id[record.id].where("title"))
        records = []
        for row in reported(rows, len(rows), part_of(self._progress, 2, 3)):
            record = row.record
            names = {field: self._terms.names(kind, getattr(record, field)) for field, kind in TERMS.items()}
            if any(getattr(record, field) != wanted for field, wanted in names.items()):
                record = with_fields(record, **names)
            records.append(record)
            for problem in row.about_dittos():
                self._note(record.id, problem)
            if not record.title.strip():
                self._note(record.id, Problem("title", "The title is empty.", row.where("title")))
            if bare(row.texts.get("image", "")):
                self._note(record.id, image_note(row))
            for problem in self._check.problems(row, record, _ALL_FIELDS):
                self._note(record.id, problem)
        keys = practice_store.add(self._work, records, digests=[_digest(row) for row in rows])
        return {record.id: key for record, key in zip(records, keys, strict=True)}

    def _note(self, uid: str, problem: Problem) -> None:
        self._result.note(uid, problem.field, problem.message, problem.where)

    def _titled(self, row: ReturnedRow) -> PracticeRecord:
        """Return the row's record, under the practice's title where the row has none."""
        record, here = row.record, self._known.get(row.record.id)
        has_title = record.title.strip() and not is_nothing(record.title)
        return record if has_title or here is None else replace(record, title=here.title)

    def _intake_after(self, identities: Identities, refused: Sequence[ReturnedRow], left_out: LeftOut) -> Intake:
        """Return the intake with resolved ids, refused rows and ignored marks."""
        words = sum(count for count, _ in left_out)
        refused_words = sum(row.words_mapped + row.words_kept for row in refused)
        ignored = [Ignored(row.record.title, "its row was not imported", row.where("title")) for row in refused]
        loss = self._intake.loss
        problems = {row.identity: row.problems for row in refused}
        return replace(
            self._intake,
            collection=Collection(practices=tuple(map(self._titled, (*identities.rows, *refused)))),
            problems={"": self._intake.problems.get("", ()), **identities.problems(), **problems},
            loss=replace(
                loss,
                words_mapped=loss.words_mapped - words - sum(row.words_mapped for row in refused),
                words_kept_as_note=loss.words_kept_as_note - sum(row.words_kept for row in refused),
                words_ignored=loss.words_ignored + words + refused_words,
                ignored=(*loss.ignored, *(ignored for _, ignored in left_out), *ignored),
            ),
            sources=RowSources((*identities.rows, *refused)),
        )


def _digest(row: ReturnedRow) -> str:
    cells = sorted((key, plain) for key, text in row.texts.items() if (plain := bare(text)))
    value = [cells, [(label, bare(text)) for label, text, _ in row.extra]]
    return _CAME_BY_WORKBOOK + hashlib.blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()
