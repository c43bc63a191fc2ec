"""Decisions as they are being made in the import preview, and those made on an earlier, outdated one."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from roundtable.exchange.decisions import Decisions, FieldChoice
from roundtable.exchange.merge_result import Outcome
from roundtable.import_report import PracticeOutcome
from roundtable.imports import ImportPlan
from ui.widgets.record_text import field_label

Key = tuple[str, str]
"""A file and the id of a practice in its report."""


@dataclass(slots=True)
class DecisionDraft:
    """Hold what was decided so far: practices switched from what is usual for their outcome, fields, duplicates."""

    switched: set[Key] = field(default_factory=set)
    """Practices that are left out, or, where the file lacks them, go to the trash."""
    fields: dict[Key, dict[str, FieldChoice]] = field(default_factory=dict)
    same_as: dict[Key, str] = field(default_factory=dict)
    roundtables: set[Key] = field(default_factory=set)
    """Files, and the codes of the roundtables that become as in them."""

    @classmethod
    def of(cls, decisions: Mapping[str, Decisions]) -> "DecisionDraft":
        """Return the draft of decisions by file."""
        return cls(
            {(file, uid) for file, made in decisions.items() for uid in made.left_out | made.to_trash},
            {(file, uid): dict(choices) for file, made in decisions.items() for uid, choices in made.fields.items()},
            {(file, uid): here for file, made in decisions.items() for uid, here in made.same_as.items()},
            {(file, code) for file, made in decisions.items() for code in made.roundtables},
        )

    def keep(self, files: Container[str], practices: Container[Key]) -> None:
        """Forget what was decided on files and practices that are no longer there."""
        self.switched = {key for key in self.switched if key in practices}
        self.fields = {key: choices for key, choices in self.fields.items() if key in practices}
        self.same_as = {key: here for key, here in self.same_as.items() if key[0] in files}
        self.roundtables = {key for key in self.roundtables if key[0] in files}

    def choose(self, key: Key, name: str, choice: FieldChoice | None) -> None:
        """Decide on a field; None takes the decision back."""
        choices = self.fields.setdefault(key, {})
        if choice is None:
            choices.pop(name, None)
        else:
            choices[name] = choice
        if not choices:
            del self.fields[key]

    def choice(self, key: Key, name: str) -> FieldChoice | None:
        """Return what was decided on a field."""
        return self.fields.get(key, {}).get(name)

    def decisions(self, outcomes: Mapping[Key, Outcome]) -> dict[str, Decisions]:
        """Return the decisions by file; ``outcomes`` tells what a switched practice was."""
        return {file: self._of(file, outcomes) for file in dict.fromkeys(self._files())}

    def identities(self) -> dict[str, Decisions]:
        """Return which practices are said to be one that is here, by file: what a plan must know to compare them."""
        return {file: Decisions(same_as=self._same_as(file)) for file, _ in self.same_as}

    def said_same(self, key: Key) -> Key | None:
        """Return the key that a practice had in its file before it was said to be the one here, if it was."""
        return next((said for said, here in self.same_as.items() if key in (said, (said[0], here))), None)

    def _same_as(self, file: str) -> dict[str, str]:
        return {uid: here for (name, uid), here in self.same_as.items() if name == file}

    def _files(self) -> Iterator[str]:
        yield from (file for kept in (self.switched, self.fields, self.same_as, self.roundtables) for file, _ in kept)

    def _of(self, file: str, outcomes: Mapping[Key, Outcome]) -> Decisions:
        switched = [key for key in self.switched if key[0] == file]
        absent = frozenset(uid for _, uid in switched if outcomes.get((file, uid)) == "absent")
        return Decisions(
            left_out=frozenset(uid for _, uid in switched) - absent,
            to_trash=absent,
            fields={uid: dict(choices) for (name, uid), choices in self.fields.items() if name == file},
            same_as=self._same_as(file),
            roundtables=frozenset(code for name, code in self.roundtables if name == file),
        )


@dataclass(frozen=True, slots=True)
class EarlierDecisions:
    """Hold the plan that was seen, and what a person decided on it."""

    plan: ImportPlan
    decisions: Mapping[str, Decisions]

    def draft(self) -> DecisionDraft:
        """Return the decisions as they were being made."""
        return DecisionDraft.of(self.decisions)

    def outdated(self, draft: DecisionDraft, plan: ImportPlan) -> list[str]:
        """Take out of a draft what no longer applies to a plan, and name it: a practice or roundtable, and a field."""
        before, now = _practices(self.plan), _practices(plan)
        names = [
            before[key].title if key in before else here
            for key, here in draft.same_as.items()
            if key not in now and (key[0], here) not in now
        ]
        for key in sorted(draft.switched):
            if not _is_switched_alike(before.get(key), now.get(key)):
                draft.switched.discard(key)
                names.append(before[key].title if key in before else key[1])
        for key, choices in [(key, dict(choices)) for key, choices in draft.fields.items()]:
            seen, shown = _sides(before.get(key)), _sides(now.get(key))
            for name in choices:
                if name not in shown or seen.get(name) != shown[name]:
                    draft.choose(key, name, None)
                    names.append(f"{before[key].title if key in before else key[1]}: {field_label(name)}")
        differing = {(file.file, code) for file in plan.report.files for code in file.differing_roundtables}
        names += sorted(code for _, code in draft.roundtables - differing)
        draft.roundtables &= differing
        return names


def _practices(plan: ImportPlan) -> dict[Key, PracticeOutcome]:
    return {(file.file, one.id): one for file in plan.report.files for one in file.practices}


def _is_switched_alike(before: PracticeOutcome | None, now: PracticeOutcome | None) -> bool:
    """Tell whether leaving out a practice, or putting it into the trash, still means what it meant."""
    if now is None or before is None or now.outcome in ("unchanged", "rejected"):
        return False
    return (before.outcome == "absent") == (now.outcome == "absent")


def _sides(practice: PracticeOutcome | None) -> dict[str, tuple[str, str]]:
    """Return what a person saw of each field: the text here, and the one in the file."""
    if practice is None:
        return {}
    changes = {one.field: (one.before, one.after) for one in practice.changes}
    return changes | {one.field: (one.here, one.file) for one in practice.conflicts}
