"""Three-way merge of a returned workbook's rows into practices."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select

from db import row_keys
from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution_intake.mapping_merge import LeftOut, MappingMerge
from roundtable.contribution_intake.returned_workbook import ContributionIntake, ReturnedRow, ReturnedWorkbook
from roundtable.contribution_intake.row_comparison import Base, RowComparison, bare, cell_with, image_note, place_note
from roundtable.contribution_intake.row_identity import Identities, identified
from roundtable.contribution_intake.value_lists import TERMS, ValueSplitter
from roundtable.exchange import identity
from roundtable.exchange.identity import Kept
from roundtable.exchange.merge import Accept, Outcome
from roundtable.history import earlier_state
from roundtable.mapping import gaps
from roundtable.practices import practice_store
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake, Problem
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.vocabulary import place_store, term_store

_CAME_BY_WORKBOOK = "contribution:"
"""Prefix of ``imported_digest`` of a practice last imported from a workbook."""


class ContributionMerge:
    """Merge one workbook into the workspace; after ``run``, ``intake`` holds the resolved identities."""

    def __init__(self, work: UnitOfWork, intake: Intake, *, accept: Accept | None, code: str | None) -> None:
        if not isinstance(intake, ContributionIntake):
            raise TypeError("a contribution comes with its workbook")
        self.intake = intake
        self._workbook: ReturnedWorkbook = intake.workbook
        self._work = work
        self._accept = accept
        self._code = code
        self._terms = term_store.TermKeys(work)
        origin = self._workbook.origin
        self._is_from_unlisted = origin is not None and not earlier_state.is_step(work, origin.entry, origin.moment)
        localised = (
            ((term.kind, term.name), dict(term.names).get(self._workbook.language))
            for term in term_store.load(work.connection)
        )
        places = place_store.load(work.connection)
        self._comparison = RowComparison(
            Setting(self._workbook.language, places),
            self._terms.names,
            {term: name for term, name in localised if name},
            ValueSplitter(self._terms.vocabulary, places).split,
        )
        self._outcomes: dict[str, Outcome] = {}
        self._notes: dict[str, list[Problem]] = {}

    def run(self) -> tuple[Mapping[str, Outcome], Mapping[str, Sequence[Problem]]]:
        """Merge and write; return outcomes and further problems by practice id."""
        identities = self._with_twins(self._identified())
        uids = row_keys.keys_by_uid(self._work.connection, [row.record.id for row in identities.rows])
        kept = identity.kept(self._work.connection, uids)
        unlisted = self._only_marked(identities)
        keys = {uid: match.key for uid, match in kept.items()} | unlisted
        here = practice_store.load(self._work.connection, list(keys.values()))
        self._outcomes.update(dict.fromkeys(unlisted, "unchanged"))
        mapping = MappingMerge(self._work, self._workbook, identities, code=self._code)
        differing = self._differing(identities.rows, kept, here)
        mapping.find_differences(keys)
        with self._as_written(keys) as then:
            mapping.read_base(then)
            bases = self._bases(identities, differing, kept, then)
        with gaps.closing(self._work):
            for uid, row in differing.items():
                self._compare(uid, row, kept[uid], here[kept[uid].key], bases.get(uid))
            keys |= self._add([row for row in identities.rows if row.record.id not in kept])
            left_out = mapping.run(keys, self._outcomes, self._notes, accept=self._accept)
        for uid in unlisted:
            self._notes.setdefault("", []).extend(self._notes.pop(uid, ()))
        self._update_intake(identities, left_out)
        return self._outcomes, self._notes

    def _identified(self) -> Identities:
        """Resolve the rows' ids; of copied rows the one with the practice's title keeps the id."""
        counted = Counter(row.identity for row in self._workbook.rows if row.identity)
        copied = [uid for uid, count in counted.items() if count > 1]
        p = t.Practice
        titles = row_keys.chunked(self._work.connection, select(p.uid, p.title), p.uid, copied)
        return identified(self._workbook, dict(titles))

    def _with_twins(self, identities: Identities) -> Identities:
        """Give rows without an id that of the practice here with the same title and places."""
        connection, p = self._work.connection, t.Practice
        keys = row_keys.keys_by_uid(connection, [row.record.id for row in identities.rows])
        others = keys.keys() | identities.named | identities.copies
        nameless = [row.record for row in identities.rows if row.record.id not in others]
        twins = identity.twins(connection, nameless, set(keys.values()))
        uids = dict(row_keys.chunked(connection, select(p.id, p.uid), p.id, list(twins.values())))
        rows = tuple(
            replace(row, record=replace(row.record, id=uids[twins[row.record.id]])) if row.record.id in twins else row
            for row in identities.rows
        )
        return replace(identities, rows=rows)

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
                self._outcomes[uid] = "skipped"
                self._note(uid, Problem("", "It is in the trash here and was left there.", row.where("title")))
            elif self._comparison.is_as_here(row, here[match.key]):
                self._outcomes[uid] = "unchanged"
            else:
                differing[uid] = row
        return differing

    @contextmanager
    def _as_written(self, keys: Mapping[str, int]) -> Iterator[UnitOfWork | None]:
        """Yield the workspace at the time of export, None where that is unknown or was another workspace."""
        origin = self._workbook.origin
        if origin is None or self._is_from_unlisted:
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
        bases: dict[str, Base] = {}
        wanted: dict[str, int] = {}
        for uid, row in differing.items():
            record = written.get(kept[uid].key)
            is_ours = uid in identities.named and not self._is_from_unlisted
            if is_ours and record is not None and row.revision in (0, record.revision):
                bases[uid] = self._base(record)
            elif is_ours and row.revision:
                wanted[uid] = row.revision
            elif (kept[uid].imported_digest or "").startswith(_CAME_BY_WORKBOOK):
                wanted[uid] = kept[uid].imported_revision or 0
        found = earlier_state.at_revisions(self._work, {kept[uid].key: revision for uid, revision in wanted.items()})
        for uid in wanted:
            if (record := found.get(kept[uid].key)) is not None:
                is_ours = uid in identities.named and not self._is_from_unlisted
                bases[uid] = self._base(record) if is_ours else Base(record, has_extra=True)
        return bases

    def _base(self, record: PracticeRecord) -> Base:
        origin = self._workbook.origin
        return Base(record, has_contact=origin is None or origin.has_contacts)

    def _compare(self, uid: str, row: ReturnedRow, match: Kept, here: PracticeRecord, base: Base | None) -> None:
        """Merge one row into its practice."""
        digest = _digest(row)
        if match.imported_digest == digest and not row.revision:  # the same row as the last time
            self._outcomes[uid] = "unchanged"
            return
        takes_all = self._accept == "all"
        compared = self._comparison.compare(row, here, base, takes_all=takes_all)
        if self._accept == "new":
            self._outcomes[uid] = "skipped" if compared.record != here or compared.conflicts else "unchanged"
            return
        for problem in (*compared.conflicts, *compared.notes):
            self._note(uid, problem)
        if compared.record != here:
            practice_store.change(self._work, match.key, here, compared.record, self._terms)
            if (match.imported_digest or "").startswith(_CAME_BY_WORKBOOK) and not compared.conflicts:
                values = {"imported_digest": digest, "imported_revision": here.revision + 1}
                self._work.update(t.Practice, match.key, values)
        is_changed: Outcome = "updated" if compared.record != here else "unchanged"
        self._outcomes[uid] = "conflict" if compared.conflicts else is_changed

    def _add(self, rows: Sequence[ReturnedRow]) -> dict[str, int]:
        """Add the new practices and report their problems."""
        records = []
        for row in rows:
            record = row.record
            names = {field: self._terms.names(kind, getattr(record, field)) for field, kind in TERMS.items()}
            extra = tuple((label, text) for label, text in record.extra if text.strip())
            records.append(with_fields(record, **names, extra=extra, revision=1))
            self._outcomes[record.id] = "new"
            for problem in (*_doubts(row), *self._off_list(row, names)):
                self._note(record.id, problem)
        keys = practice_store.add(self._work, records, digests=[_digest(row) for row in rows])
        return {record.id: key for record, key in zip(records, keys, strict=True)}

    def _off_list(self, row: ReturnedRow, names: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
        for field, kind in TERMS.items():
            for name in names[field]:
                if self._terms.vocabulary.find(kind, name) is None:
                    yield Problem(field, f"“{name}” is not on the list.", row.where(cell_with(row, field, name)))

    def _note(self, uid: str, problem: Problem) -> None:
        self._notes.setdefault(uid, []).append(problem)

    def _update_intake(self, identities: Identities, left_out: LeftOut) -> None:
        """Put resolved ids and ignored marks into the intake."""
        words = sum(count for count, _ in left_out)
        loss = self.intake.loss
        self.intake = replace(
            self.intake,
            collection=Collection(practices=tuple(row.record for row in identities.rows)),
            problems={"": self.intake.problems.get("", ()), **identities.problems()},
            loss=replace(
                loss,
                words_mapped=loss.words_mapped - words,
                words_ignored=loss.words_ignored + words,
                ignored=(*loss.ignored, *(ignored for _, ignored in left_out)),
            ),
        )


def _doubts(row: ReturnedRow) -> Iterator[Problem]:
    if not row.record.title.strip():
        yield Problem("title", "The title is empty.", row.where("title"))
    for country in row.record.countries:
        if not country.code:
            yield place_note(row, country)
    if bare(row.texts.get("image", "")):
        yield image_note(row)


def _digest(row: ReturnedRow) -> str:
    cells = sorted((key, bare(text)) for key, text in row.texts.items() if bare(text))
    value = [cells, [(label, bare(text)) for label, text, _ in row.extra]]
    return _CAME_BY_WORKBOOK + hashlib.blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()
