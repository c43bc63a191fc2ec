"""Decisions as they are being made in the import preview."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from roundtable.exchange.decisions import Decisions, FieldChoice
from roundtable.exchange.merge_result import Outcome

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
