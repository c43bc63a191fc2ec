"""Whether a paper's text is whole: one that breaks off is refused, for nothing tells what was lost behind it.

Must not refuse a text that merely has fewer fields than others.
"""

import re
from collections.abc import Sequence

from roundtable.errors import InputError
from roundtable.intake.annex import Annex, is_group_heading
from roundtable.intake.fit import waits_for_more
from roundtable.intake.labels import Kind
from roundtable.intake.record import RawRecord
from roundtable.intake.source import Line

_ENOUGH = 8
"""Records that must all end with the same field before one without it counts as cut."""
_SENTENCE = re.compile(r"[.!?…:;][”\"’'»)\]]{0,2}$|[)”\"»]$")
_ANNOUNCED = re.compile(r"\bann?ex", re.IGNORECASE)
_REMEDY = "Take the whole paper's text out of its program again; nothing was taken in."


def refuse_broken_off(file: str, lines: Sequence[Line], annex: Annex) -> None:
    """Raise InputError where the text evidently ends before the paper does."""
    if why := _why(lines, annex):
        raise InputError(f"“{file}” breaks off at line {lines[-1].number}: {why}.", _REMEDY)


def _why(lines: Sequence[Line], annex: Annex) -> str:
    records = annex.records
    last_line = lines[-1].text
    if not records:
        if not _SENTENCE.search(last_line):
            return "its last line ends in the middle of a sentence"
        announced = any(_ANNOUNCED.search(line.text) for line in lines)
        return "the annex that it announces is missing" if announced else ""
    if annex.after:
        is_heading = is_group_heading(annex.after)
        return "the last group of its annex has no records" if is_heading else ""
    *others, last = records
    return _lacks(last, others) or _breaks_in_summary(last, others, last_line)


def _lacks(last: RawRecord, others: Sequence[RawRecord]) -> str:
    """Tell which field the last record lacks that every other has."""
    kinds: tuple[tuple[Kind, str, int], ...] = (("summary", "summary", 1), ("links", "web links", _ENOUGH))
    for kind, name, enough in kinds:
        if len(others) >= enough and all(_has(record, kind) for record in others) and not _has(last, kind):
            return f"its last record has no {name}, which every other record has"
    if not others and len(last.slots) == 1:
        return "its only record has nothing but a title"
    return ""


def _has(record: RawRecord, kind: Kind) -> bool:
    slots = record.of(kind)
    return bool(slots) and (kind == "links" or any(slot.lines for slot in slots))


def _breaks_in_summary(last: RawRecord, others: Sequence[RawRecord], last_line: str) -> str:
    """Tell whether the last record's running text ends in the middle of a sentence."""
    summary = last.lines_of("summary")
    if last.of("links") or not summary or summary[-1].text != last_line or _SENTENCE.search(last_line):
        return ""
    others_end = sum(bool(record.of("links")) for record in others) * 2 > len(others)
    if others_end or waits_for_more(last_line) or last_line[-1] == ",":
        return "its last line ends in the middle of a sentence"
    return ""
