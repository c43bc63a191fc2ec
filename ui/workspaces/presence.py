"""Who else looks at or edits which practice of a shared workspace, and what this window tells the others of itself.

Nothing of it is stored: each program repeats where its person is, and whoever is silent for long has left.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from roundtable.history import undo_steps
from roundtable.records.attention import Attention, from_message
from roundtable.records.identity import new_id

_SOON_MS = 300
"""How long a move is left alone: who goes through a list tells where they stop."""
REPEAT_MS = 20_000
SILENT_SECONDS = 45.0


class Presence(QObject):
    """Keep what the others told last, and tell them where the person is."""

    changed = Signal(object)
    """Who else is at which practice: a tuple of ``Attention`` by the practice's key, those who edit first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._say: Callable[[str], object] | None = None
        self._own = Attention(program=new_id(), name="")
        self._others: dict[str, tuple[Attention, float]] = {}
        """By program, and when it was heard."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._tell)
        self._again = QTimer(self, interval=REPEAT_MS)
        self._again.timeout.connect(self._repeat)

    def open(self, say: Callable[[str], object] | None) -> None:
        """Talk to the others in another way, None for a workspace that has no others; those known before are gone."""
        if self._say:
            self._say(replace(self._own, practice=None, field="").to_message())
        self._say = say
        self.forget()

    @Slot()
    def greet(self) -> None:
        """Tell where the person is, and ask who else is there."""
        self._tell(asks=True)
        if self._say:
            self._again.start()

    @Slot()
    def forget(self) -> None:
        """Know nobody any more: the server is gone, which is what they were heard by."""
        self._again.stop()
        self._soon.stop()
        if self._others:
            self._others.clear()
            self._announce()

    @Slot(object, str)
    def attend(self, practice: int | None, field: str) -> None:
        """Note which practice is looked at, None for none, and its field that is edited; it is told soon."""
        if (practice, field) != (self._own.practice, self._own.field):
            self._own = replace(self._own, practice=practice, field=field)
            if self._say:
                self._soon.start()

    @Slot(str)
    def hear(self, message: str) -> None:
        """Note what another program told."""
        told = from_message(message)
        if told is None or told.program == self._own.program:
            return
        before = self._others.pop(told.program, None)
        if told.practice is not None:
            self._others[told.program] = replace(told, asks=False), monotonic()
        if told.asks and self._own.practice is not None:
            self._soon.start()
        after = self._others.get(told.program)
        if (before and before[0]) != (after and after[0]):
            self._announce()

    def _repeat(self) -> None:
        since = monotonic() - SILENT_SECONDS
        silent = [program for program, (_, heard) in self._others.items() if heard < since]
        for program in silent:
            del self._others[program]
        if silent:
            self._announce()
        if self._own.practice is not None:
            self._tell()

    def _tell(self, *, asks: bool = False) -> None:
        if self._say:
            self._own = replace(self._own, name=undo_steps.person())
            self._say(replace(self._own, asks=asks).to_message())

    def _announce(self) -> None:
        found = defaultdict[int, list[Attention]](list)
        for told, _ in self._others.values():
            if told.practice is not None:
                found[told.practice].append(told)
        self.changed.emit({key: tuple(sorted(told, key=_rank)) for key, told in found.items()})


def _rank(told: Attention) -> tuple[bool, str]:
    return not told.field, told.name
