"""Taking over what is mapped to a question of an earlier roundtable: asks from where, and where to.

Asks only; what is taken over is the service's business.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from roundtable.mapping.targets import Target
from ui.dialogs.question_dialog import ask_choice

translate = QCoreApplication.translate


def ask(
    parent: QWidget,
    sources: Sequence[tuple[str, Target]],
    targets: Sequence[Target],
    then: Callable[[Target, Target], object],
) -> None:
    """Ask which question or measure to take over and, where there are several, into which; the likeliest first."""
    first = targets[0].text if len(targets) == 1 else ""
    ordered = sorted(sources, key=lambda source: source[1].text != first)
    ask_choice(
        parent,
        translate("TakingOver", "Take over from another roundtable"),
        translate("TakingOver", "Every practice that is mapped there is mapped here, too, its reason along."),
        translate("TakingOver", "Take over"),
        choices=[(target, f"{code} · {target.mark} {target.text}") for code, target in ordered],
        then=partial(_ask_target, parent, targets, then),
    )


def _ask_target(
    parent: QWidget, targets: Sequence[Target], then: Callable[[Target, Target], object], source: Target
) -> None:
    if len(targets) == 1:
        then(source, targets[0])
        return
    ordered = sorted(
        targets, key=lambda target: (target.text != source.text, target.is_question is not source.is_question)
    )
    ask_choice(
        parent,
        translate("TakingOver", "Into which question or measure?"),
        f"{source.mark} {source.text}",
        translate("TakingOver", "Take over"),
        choices=[(target, f"{target.mark} {target.text}") for target in ordered],
        then=lambda target: then(source, target),
    )
