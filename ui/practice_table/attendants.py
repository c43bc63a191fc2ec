"""Words for who else is at a practice of a shared workspace, and the initials that stand for them in the table."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from roundtable.records.attention import Attention
from ui.widgets.record_text import field_label

translate = QCoreApplication.translate
Attendants = Mapping[int, Sequence[Attention]]
"""Who else is at which practice, by its key, those who edit first."""
_SHOWN = 3


def in_list(told: Sequence[Attention]) -> str:
    """Say who else is at a practice of a list, one person a line."""
    looking = translate("Attendants", "{name} is looking at this")
    return _sentences(told, translate("Attendants", "{name} is editing this"), looking, "\n")


def at_practice(told: Sequence[Attention]) -> str:
    """Say who else is at the practice shown, and which field they edit."""
    editing = translate("Attendants", "{name} is editing {field}")
    return _sentences(told, editing, translate("Attendants", "{name} is looking at this practice"), " · ")


def initials(told: Sequence[Attention]) -> str:
    """Return the initials of the first, with how many more there are."""
    words = told[0].name.split() or ["?"]
    letters = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
    others = len({one.name for one in told}) - 1
    return f"{letters} +{others}" if others else letters


def _sentences(told: Sequence[Attention], editing: str, looking: str, between: str) -> str:
    said = [
        (editing if one.field else looking).format(name=one.name or "?", field=field_label(one.field)) for one in told
    ]
    known = list(dict.fromkeys(said))
    more = len(known) - _SHOWN
    return between.join([*known[:_SHOWN], *([f"+{more}"] if more > 0 else [])])
