"""Merge of one file's records into a workspace: match by identity, detect conflicts, write."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import func, select

from db import row_keys
from db import tables as t
from db.letters import fold
from db.unit_of_work import UnitOfWork
from roundtable.agenda import roundtable_store
from roundtable.errors import InputError
from roundtable.exchange import field_merge, handover_merge, record_match
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.field_merge import ALL, PRINTED, PRINTED_BY_SOME
from roundtable.exchange.json_decoder import has_own_id
from roundtable.exchange.json_file import practice_as_json, roundtable_as_json
from roundtable.exchange.merge_result import MergeResult, Outcome
from roundtable.exchange.record_match import Kept
from roundtable.history import earlier_state
from roundtable.mapping import gaps, note_exchange
from roundtable.practices import practice_store
from roundtable.progress import Progress
from roundtable.records.collection import without_practices
from roundtable.records.identity import derived_id
from roundtable.records.intake import Intake
from roundtable.records.mapping import GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.vocabulary import place_store, term_store

Marked = TypeVar("Marked", MappingRecord, RefusalRecord)
Targeted = TypeVar("Targeted", MappingRecord, RefusalRecord, GapRecord)


def _digest(value: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()


def _targets(record: RoundtableRecord) -> tuple[GuidingQuestion | PossibleMeasure, ...]:
    return (*record.guiding_questions, *record.possible_measures)


def _with_target_ids(record: RoundtableRecord, ids: Mapping[str, str]) -> RoundtableRecord:
    return replace(
        record,
        guiding_questions=tuple(replace(q, id=ids.get(q.id, q.id)) for q in record.guiding_questions),
        possible_measures=tuple(replace(m, id=ids.get(m.id, m.id)) for m in record.possible_measures),
    )


class Merge:
    """Take the collection of one file into the workspace."""

    def __init__(
        self, work: UnitOfWork, intake: Intake, *, decisions: Decisions, code: str | None, progress: Progress
    ) -> None:
        self._work = work
        self._decisions = decisions
        self._progress = progress
        self._code = code
        self._result = MergeResult(intake)
        self._said_to_be_here = frozenset(decisions.same_as.values())
        self._is_whole = intake.kind == "json" or bool(intake.untold)
        self._practice_keys: dict[str, int] = {}
        self._renamed: dict[str, str] = {}
        """Identities of the file's questions and measures by those that they have here."""

    @property
    def _intake(self) -> Intake:
        return self._result.intake

    def run(self) -> MergeResult:
        """Merge everything."""
        self._name_as_here()
        collection = without_practices(self._intake.collection, self._decisions.left_out)
        if collection.vocabulary:
            term_store.merge(self._work, collection.vocabulary, only_these=self._is_empty())
        if collection.places:
            place_store.merge(self._work, collection.places, only_these=self._is_empty())
        self._take_practices(self._canonical(collection.practices))
        self._result.outcomes.update(dict.fromkeys(self._decisions.left_out, "skipped"))
        with gaps.closing(self._work):
            for record in collection.roundtables:
                self._take_roundtable(record)
            mapped = self._known("A mapping", collection.mappings)
            refused = self._known("A refusal", collection.refusals)
            keep_reasons = self._decisions.accept == "new"
            roundtable_store.map_all(self._work, mapped, self._practice_keys, keep_reasons=keep_reasons)
            note_exchange.refuse_all(self._work, refused, self._practice_keys)
            note_exchange.forget_answered(self._work)
            self._take_gaps(collection.gaps)
        handover_merge.merge(self._work, collection.handovers, self._decisions, self._result)
        return self._result

    def _name_as_here(self) -> None:
        """Give the file's practices that are here under other identities those."""
        records, is_json = self._intake.collection.practices, self._intake.kind == "json"
        apart = {record.id for record in records if is_json and has_own_id(record)}
        connection, same_as = self._work.connection, self._decisions.same_as
        ids = record_match.ids_here(connection, records, same_as, by_title_too=len(apart) < len(records), but=apart)
        if ids:
            self._result.intake = self._intake.with_practice_ids(ids)

    def _is_empty(self) -> bool:
        counts = (select(func.count()).select_from(kind) for kind in (t.Practice, t.Roundtable))
        return not any(self._work.connection.scalar(count) for count in counts)

    def _canonical(self, records: Sequence[PracticeRecord]) -> list[PracticeRecord]:
        """Give terms the vocabulary's form before anything is compared."""
        keys = term_store.TermKeys(self._work)
        canonical = []
        for record in records:
            areas, tags = keys.names("thematic_area", record.thematic_areas), keys.names("tag", record.tags)
            is_so_already = (areas, tags) == (record.thematic_areas, record.tags)
            canonical.append(record if is_so_already else replace(record, thematic_areas=areas, tags=tags))
        return canonical

    def _take_practices(self, records: Sequence[PracticeRecord]) -> None:
        kept = record_match.kept(
            self._work.connection, row_keys.keys_by_uid(self._work.connection, [r.id for r in records])
        )
        here = practice_store.load(self._work.connection, [match.key for match in kept.values()])
        self._add([record for record in records if record.id not in kept])
        differing = []
        for record in records:
            match = kept.get(record.id)
            if match is not None:
                self._practice_keys[record.id] = match.key
                outcome = self._outcome_of(record, here[match.key], match)
                if outcome is not None:
                    self._result.outcomes[record.id] = outcome
                else:
                    differing.append((record, match))
        own = [match for record, match in differing if not self._is_said_to_be(record)]
        bases = self._bases(here, own)
        for number, (record, match) in enumerate(differing):
            self._progress(number, len(differing))
            self._merge(record, here[match.key], bases.get(match.key), match.key)

    def _add(self, new: Sequence[PracticeRecord]) -> None:
        """Add new practices, and note which of a paper may be here already."""
        p = t.Practice
        titles = select(p.uid, p.title).where(p.deleted_at.is_(None))
        is_asked = new and self._intake.kind != "json"
        known = [(uid, title) for uid, title in self._work.connection.execute(titles)] if is_asked else []
        self._result.outcomes.update((record.id, "new") for record in new)
        for record, uid, title in record_match.likely_duplicates(new, known):
            self._result.may_be(record.id, uid, title)
        keys = practice_store.add(self._work, new, digests=[self._practice_digest(record) for record in new])
        self._practice_keys.update((record.id, key) for record, key in zip(new, keys, strict=True))

    def _outcome_of(self, record: PracticeRecord, here: PracticeRecord, match: Kept) -> Outcome | None:
        """Return the outcome of a known practice that is not to be merged; None for one that is."""
        digest = self._practice_digest(record)
        if match.in_trash:
            self._result.note(record.id, "", "It is in the trash here and was left there.")
            return "skipped"
        if digest in (self._practice_digest(here, self._names(record)), match.imported_digest):
            return "unchanged"
        return "skipped" if self._decisions.accept == "new" else None

    def _bases(self, here: Mapping[int, PracticeRecord], matches: Sequence[Kept]) -> dict[int, PracticeRecord]:
        """Return what practices were when they were last taken in, as far as the journal reaches back."""
        bases = {match.key: here[match.key] for match in matches if match.is_as_imported}
        changed = {match.key: match for match in matches if not match.is_as_imported}
        wanted = {key: match.imported_revision or 0 for key, match in changed.items()}
        found = earlier_state.at_revisions(self._work, wanted)
        is_base = {
            key: changed[key].imported_digest in (self._practice_digest(one), self._practice_digest(one, PRINTED))
            for key, one in found.items()
        }
        return bases | {key: one for key, one in found.items() if is_base[key]}

    def _merge(self, record: PracticeRecord, here: PracticeRecord, base: PracticeRecord | None, key: int) -> None:
        names = self._names(record)
        merged = field_merge.merge(here, record, base, names, self._decisions)
        if merged.changes:
            self._result.changes[record.id] = list(merged.changes)
            is_as_in_file = all(getattr(merged.record, name) == getattr(record, name) for name in names)
            digest = self._practice_digest(record) if is_as_in_file else None
            practice_store.save(self._work, key, merged.record, digest=digest)
        if merged.conflicts:
            self._result.conflicts[record.id] = list(merged.conflicts)
            fields = ", ".join(sorted(conflict.field for conflict in merged.conflicts))
            self._result.note(record.id, fields, "It was changed here and in the file; it stays as it is here.")
        is_kept: Outcome = "skipped" if self._decisions.of(record.id) else "unchanged"
        is_changed: Outcome = "updated" if merged.changes else is_kept
        self._result.outcomes[record.id] = "conflict" if merged.conflicts else is_changed

    def _is_said_to_be(self, record: PracticeRecord) -> bool:
        """Tell whether only a person knows that it is the one here: then nothing in the file stems from it.

        What such a record lacks is not emptied, and every field that differs is a conflict.
        """
        return record.id in self._said_to_be_here

    def _names(self, record: PracticeRecord) -> Sequence[str]:
        """Return the fields that the file tells of a practice."""
        if self._is_said_to_be(record):
            return [name for name in (ALL if self._is_whole else (*PRINTED, *PRINTED_BY_SOME)) if getattr(record, name)]
        if self._is_whole:
            return [name for name in ALL if name not in self._intake.untold]
        return (*PRINTED, *(name for name in PRINTED_BY_SOME if getattr(record, name)))

    def _practice_digest(self, record: PracticeRecord, names: Sequence[str] = ()) -> str:
        """Digest the fields that are compared: ``names`` of a paper's, those that the record fills by default."""
        value = practice_as_json(record)
        if not self._is_whole:
            value = {name: value.get(name) for name in (*(names or self._names(record)), "country_codes")}
        uncompared = {"id", "revision", "changed_at", *self._intake.untold}
        return _digest({k: v for k, v in value.items() if k not in uncompared})

    def _take_roundtable(self, record: RoundtableRecord) -> None:
        record = replace(record, code=record.code or self._code or "")
        if not record.code:
            if record.annex:
                self._result.note(
                    "", "roundtable", "The file names no roundtable; its practices stand in no annex yet."
                )
            if self._intake.loss_without_roundtable:
                self._result.intake = replace(self._intake, loss=self._intake.loss_without_roundtable)
            return
        match = record_match.roundtable_here(self._work.connection, record)
        digest = _digest(self._roundtable_value(record))
        if match is None:
            record = self._with_own_parts(record)
            roundtable_store.add(self._work, record, self._keys_for(record.annex), digest=digest)
            return
        here = roundtable_store.load(self._work.connection, [match.key])[match.key]
        aligned = self._with_own_parts(self._aligned(record, here), match.key)
        self._practice_keys |= row_keys.keys_by_uid(self._work.connection, [e.practice for e in here.annex])
        aligned = replace(aligned, deadline=here.deadline or aligned.deadline)
        appended = replace(here, annex=self._joined(here.annex, aligned.annex), deadline=aligned.deadline)
        says_nothing_new = self._intake.kind == "annex" or digest == match.imported_digest
        if says_nothing_new or self._roundtable_value(aligned) == self._roundtable_value(here):
            merged, digest_after = appended, None
        elif self._decisions.accept != "new" and (match.is_as_imported or self._takes(here)):
            merged, digest_after = replace(aligned, id=here.id, annex=self._joined(aligned.annex, here.annex)), digest
        else:
            self._result.differing_roundtables.append(here.code)
            said = f"{here.code} differs from the file ({self._differences(aligned, here)}); it stays as it is here."
            self._result.note("", "roundtable", said)
            merged, digest_after = appended, None
        if merged != here:
            roundtable_store.save(self._work, match.key, merged, self._keys_for(merged.annex), digest=digest_after)

    def _takes(self, here: RoundtableRecord) -> bool:
        return self._decisions.accept == "all" or here.code in self._decisions.roundtables

    def _differences(self, file: RoundtableRecord, here: RoundtableRecord) -> str:
        theirs, ours = self._roundtable_value(file), self._roundtable_value(here)
        names = (name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name))
        return ", ".join(sorted(name.replace("_", " ") for name in names))

    def _roundtable_value(self, record: RoundtableRecord) -> dict[str, Any]:
        """Return what is compared of a roundtable: all but identities, the annex order and the deadline."""
        value = roundtable_as_json(replace(record, annex=(), deadline=""))
        for part in (*value["guiding_questions"], *value["possible_measures"], value):
            part.pop("id")
        return value

    def _aligned(self, record: RoundtableRecord, here: RoundtableRecord) -> RoundtableRecord:
        """Give questions and measures that are already here the identities that they have here."""
        known = {fold(q.issue_area): q.id for q in here.guiding_questions}
        known |= {fold(part.text): part.id for part in _targets(here)}
        ids = set(known.values())
        for part in _targets(record):
            printed = part.text or getattr(part, "issue_area", "")  # an annex alone knows questions by their headings
            self._renamed[part.id] = part.id if part.id in ids else known.get(fold(printed), part.id)
        renamed = self._renamed
        annex = tuple(AnnexEntry(e.practice, renamed.get(e.guiding_question, "")) for e in record.annex)
        return replace(_with_target_ids(record, renamed), annex=annex)

    def _with_own_parts(self, record: RoundtableRecord, key: int | None = None) -> RoundtableRecord:
        """Give questions and measures that another roundtable here has, in the same words, identities of their own.

        ``key`` is the roundtable's, where it is here already.
        """
        elsewhere = roundtable_store.targets(self._work.connection, but_of=key)
        own = {part.id: derived_id(record.id, part.id) for part in _targets(record) if part.id in elsewhere}
        if not own:
            return record
        self._renamed |= {known: own[present] for known, present in self._renamed.items() if present in own} | own
        annex = (AnnexEntry(e.practice, own.get(e.guiding_question, e.guiding_question)) for e in record.annex)
        return replace(_with_target_ids(record, own), annex=tuple(annex))

    def _joined(self, first: Sequence[AnnexEntry], second: Sequence[AnnexEntry]) -> tuple[AnnexEntry, ...]:
        """Return the first annex order, then those of the second that are not yet in it (the same practice once)."""
        keys = self._keys_for((*first, *second))
        placed = {keys[entry.practice] for entry in first}
        return (*first, *(entry for entry in second if keys[entry.practice] not in placed))

    def _keys_for(self, entries: Sequence[AnnexEntry]) -> dict[str, int]:
        self._look_up_practices(entries, "An annex")
        return self._practice_keys

    def _look_up_practices(self, records: Sequence[AnnexEntry | MappingRecord | RefusalRecord], what: str) -> None:
        missing = [record.practice for record in records if record.practice not in self._practice_keys]
        self._practice_keys |= row_keys.keys_by_uid(self._work.connection, missing)
        for practice in missing:
            if practice not in self._practice_keys:
                raise InputError(
                    f"“{self._intake.file}”: {what} names the practice {practice}, "
                    "which is neither in the file nor here.",
                    "Export the file again with its practices; nothing was imported.",
                )

    def _known(self, what: str, records: Sequence[Marked]) -> list[Marked]:
        """Return the mappings or refusals whose question or measure is here, under the identities that it has here."""
        self._look_up_practices(records, what)
        return self._renamed_targets(what, records)

    def _renamed_targets(self, what: str, records: Sequence[Targeted]) -> list[Targeted]:
        known = roundtable_store.targets(self._work.connection) if records else frozenset()
        taken = []
        for record in records:
            target = record.guiding_question or record.possible_measure
            here = self._renamed.get(target, target)
            if here in known:
                is_question = bool(record.guiding_question)
                question, measure = (here, "") if is_question else ("", here)
                taken.append(replace(record, guiding_question=question, possible_measure=measure))
            else:
                self._leave_out(what, target)
        return taken

    def _take_gaps(self, records: Sequence[GapRecord]) -> None:
        known = self._renamed_targets("A gap", records)
        for said in (
            note_exchange.note_gaps(self._work, known, overwrite=self._decisions.accept == "all") if known else ()
        ):
            self._result.note("", "gaps", said)

    def _leave_out(self, what: str, target: str) -> None:
        """Note that a question or measure was removed here; refuse one that is not in the file either."""
        in_file = [
            part for record in self._intake.collection.roundtables for part in _targets(record) if part.id == target
        ]
        if not in_file:
            raise InputError(
                f"“{self._intake.file}”: {what.lower()} names {target}, which is no question or measure here.",
                "Export the file again with its roundtables; nothing was imported.",
            )
        field = f"{what.rsplit(maxsplit=1)[-1]}s"
        self._result.note("", field, f"{what} was left out: “{in_file[0].text}” was removed here.")
