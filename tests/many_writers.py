"""Have many write into one shared workspace, kill some and the server meanwhile, and look at what is left.

Run as ``python -m tests.many_writers WRITERS SECONDS KILLS SEED``: prints a line for every fault, then the counts, and
after how many seconds others knew of a change (median, 95 %).
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from threading import Event, Thread

from db import unit_of_work as units
from roundtable import verification
from roundtable.errors import BusyError, ChangedError, RoundtableError, UnreachableError
from roundtable.exchange import json_file, workspace_contents
from roundtable.history import undo_steps
from roundtable.imports import import_files
from roundtable.practices import duplicate_merge, practice_edits, practice_rows, practice_store
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace, initialize
from tests import postgresql
from tests.postgresql import Server
from tests.samples import COLLECTION

_PAUSE_SECONDS = 0.05


class Writer:
    """Edit, undo and merge at random until the time is over; tell in a file what is begun and what is acknowledged."""

    def __init__(self, number: int, address: str, log: Path, seed: int) -> None:
        self._number = number
        self._address = address
        self._log = log.open("ab", buffering=0)
        self._chance = random.Random(f"{seed}/{number}")  # noqa: S311 - the same at every run
        self._count = 0

    def run(self, until: float) -> None:
        """Work until a moment of the monotonic clock."""
        units.use_name(f"Writer {self._number}")
        is_over = Event()
        with Workspace.open(self._address) as workspace, Workspace.open(self._address) as listening:
            listener = Thread(target=self._listen, args=(listening, is_over), daemon=True)
            listener.start()
            while time.monotonic() < until:
                kinds = (self._edit, self._edit, self._edit, self._undo, self._redo, self._merge)
                self._try(self._chance.choice(kinds), workspace)
                time.sleep(self._chance.random() * _PAUSE_SECONDS)
            is_over.set()
            listener.join()

    def _tell(self, *words: object) -> None:
        self._log.write((" ".join(map(str, words)) + "\n").encode())

    def _try(self, work: Callable[[Workspace], None], workspace: Workspace) -> None:
        try:
            work(workspace)
        except ChangedError:
            self._tell("none", "conflict")
        except BusyError:
            self._tell("none", "busy")
        except UnreachableError:
            self._tell("lost")  # whether it was saved is not known
            time.sleep(_PAUSE_SECONDS)
        except RoundtableError as error:
            is_meant = "built on it" in str(error) or "nothing to" in str(error)
            self._tell(*(("none", "refused") if is_meant else ("fault", error)))
        except Exception as error:
            self._tell("fault", f"{error!r}".replace("\n", " "))

    def _edit(self, workspace: Workspace) -> None:
        key = practice_rows.key_of(workspace, self._chance.choice(COLLECTION.practices).id)
        record = practice_store.get(workspace, key) if key else None
        if key is None or record is None:
            self._tell("fault a practice is gone")
            return
        self._count += 1
        token = f"w{self._number}-{self._count}."
        self._tell("try", token)
        value = f"{record.summary} {token}"
        change_set, _ = practice_edits.set_value(workspace, key, "summary", value, token, read_as=record.summary)
        self._tell("done", token, change_set.entry, time.monotonic())

    def _undo(self, workspace: Workspace) -> None:
        self._tell("try", "undo")
        self._tell("undone", undo_steps.undo(workspace).label)

    def _redo(self, workspace: Workspace) -> None:
        self._tell("try", "redo")
        self._tell("redone", undo_steps.redo(workspace).label)

    def _merge(self, workspace: Workspace) -> None:
        keys = [practice_edits.create(workspace, PracticeRecord(id=new_id(), title="Twice"))[0] for _ in range(2)]
        duplicate_merge.merge_practices(workspace, keys, keys[0])
        self._tell("merged")

    def _listen(self, workspace: Workspace, is_over: Event) -> None:
        while not is_over.is_set():
            try:
                for _ in workspace.listen(is_over.is_set, tuple):
                    self._tell("seen", undo_steps.last(workspace), time.monotonic())
            except RoundtableError:
                is_over.wait(_PAUSE_SECONDS)


@dataclass
class Account:
    """What the writers were told: each of their edits as the last acknowledgement left it, and their counts."""

    counts: Counter[str] = field(default_factory=Counter)
    stands: dict[str, bool] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    saved: list[tuple[int, float]] = field(default_factory=list)
    seen: list[list[tuple[int, float]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def read(self, log: Path) -> None:
        """Add what one writer told; what it began and never heard of may stand or not."""
        seen: list[tuple[int, float]] = []
        is_open = ""
        for line in log.read_text().splitlines():
            kind, *words = line.split(" ")
            if kind == "seen":
                seen.append((int(words[0]), float(words[1])))
                continue
            if kind == "try":
                is_open = words[0]
                continue
            if kind == "lost":
                self._forget(log.name, is_open)
                self.counts[kind] += 1
            elif kind in ("fault", "none"):
                self.counts[words[0]] += kind == "none"
                self.faults += [line] if kind == "fault" else []
            else:
                self._note(kind, words)
            is_open = ""
        self._forget(log.name, is_open)
        self.seen.append(seen)

    def _note(self, kind: str, words: Sequence[str]) -> None:
        self.counts[kind] += 1
        if words and words[0].startswith("w"):
            self.stands[words[0]] = kind != "undone"
            self.acknowledged.add(words[0])
        if kind == "done":
            self.saved.append((int(words[1]), float(words[2])))

    def _forget(self, writer: str, is_open: str) -> None:
        if is_open in ("undo", "redo"):  # which of the writer's own steps it concerns is not known
            for token in [one for one in self.stands if one.startswith(f"w{writer}-")]:
                del self.stands[token]
        self.counts["unknown"] += bool(is_open)

    def delays(self) -> list[float]:
        """Return after how many seconds each listener knew of each save."""
        found = []
        for seen in self.seen:
            entries = [entry for entry, _ in seen]
            for entry, moment in self.saved:
                place = bisect_left(entries, entry)
                if place < len(seen):
                    found.append(max(seen[place][1] - moment, 0.0))
        return found


def faults(address: str, account: Account) -> list[str]:
    """Return what is not as the writers were told."""
    with Workspace.open(address) as workspace:
        found = [*account.faults, *verification.verify(workspace).faults]
        states = {step.label: step.state for step in undo_steps.steps(workspace)}
        words = {word for one in workspace_contents.collected(workspace).practices for word in one.summary.split()}
    found += [f"{token} is not in the journal" for token in account.acknowledged if token not in states]
    for token, stands in account.stands.items():
        if (states.get(token) == "done", token in words) != (stands, stands):
            found.append(f"{token}: {stands}, in the journal: {states.get(token)}, in the text: {token in words}")
    return found


def start(writer: Writer, until: float) -> int:
    """Start a writer as a process; return its id."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            writer.run(until)
            status = 0
        finally:
            os._exit(status)
    return child


@dataclass(frozen=True, slots=True)
class Trial:
    """Say how many write, for how long, and how many of them are killed."""

    writers: int
    seconds: float
    kills: int
    seed: int


def tried(trial: Trial, server: Server, folder: Path) -> tuple[Account, list[str]]:
    """Let the writers write, kill some of them and the server; return what they told, and the faults."""
    chance = random.Random(trial.seed)  # noqa: S311 - the same at every run
    address = server.created("many")
    server.execute("ALTER DATABASE many SET synchronous_commit = 'on'")  # what is acknowledged outlives the server
    initialize(address)
    records = folder / "few.json"
    json_file.write(COLLECTION, records)
    with Workspace.open(address) as workspace:
        import_files(workspace, [records])
    began = time.monotonic()
    logs = [folder / str(number) for number in range(trial.writers)]
    made = [Writer(number, address, log, trial.seed) for number, log in enumerate(logs)]
    running = [start(writer, began + trial.seconds) for writer in made]
    moments: list[tuple[float, Callable[[], object]]] = [(0.5, server.crash_and_restart)]
    for child in chance.sample(running, trial.kills):
        moments += [(0.2 + 0.7 * chance.random(), partial(os.kill, child, signal.SIGKILL))]
    for share, act in sorted(moments, key=lambda one: one[0]):
        time.sleep(max(began + share * trial.seconds - time.monotonic(), 0))
        act()
    account = Account()
    for child in running:
        _, status = os.waitpid(child, 0)
        account.faults += ["a writer failed"] if os.WIFEXITED(status) and os.WEXITSTATUS(status) else []
    for log in logs:
        account.read(log)
    return account, faults(address, account)


def main(trial: Trial) -> int:
    """Try it on a server of its own; return how many faults there were."""
    with tempfile.TemporaryDirectory() as folder, postgresql.running() as server:
        os.environ["XDG_DATA_HOME"] = folder
        account, found = tried(trial, server, Path(folder))
    for fault in found:
        print(fault)
    cuts = quantiles(account.delays(), n=20) if len(account.delays()) > 1 else [0.0] * 19
    told = {"seen_median": round(cuts[9], 3), "seen_95": round(cuts[18], 3)}
    print(json.dumps({"writers": trial.writers, "killed": trial.kills, **account.counts, **told, "faults": len(found)}))
    return len(found)


if __name__ == "__main__":
    of_writers, of_seconds, of_kills, of_seed = sys.argv[1:]
    sys.exit(main(Trial(int(of_writers), float(of_seconds), int(of_kills), int(of_seed))) > 0)
