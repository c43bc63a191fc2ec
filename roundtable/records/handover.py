"""Record of a handover: an annex or a contribution that was written, and the practices in it."""

from dataclasses import dataclass
from typing import Literal

HandoverKind = Literal["annex", "contribution"]
HANDOVER_KINDS: tuple[HandoverKind, ...] = ("annex", "contribution")


@dataclass(frozen=True, slots=True)
class HandedPractice:
    """Name a practice that was handed over, and its revision then."""

    practice: str
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecord:
    """Hold one handing over of an annex or a contribution: when (UTC, ISO 8601), by whom, of what, in which file.

    ``roundtable`` is the roundtable's identity and ``code`` its code then; it may have been deleted since.
    ``recipient`` is whom it was sent to, "" while nobody has said so.
    """

    id: str
    at: str
    author: str = ""
    kind: HandoverKind
    roundtable: str = ""
    code: str = ""
    language: str = ""
    file: str = ""
    recipient: str = ""
    practices: tuple[HandedPractice, ...] = ()
