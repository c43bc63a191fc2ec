"""Dialog that copies the mappings of a question of another roundtable: asks from which, and into which."""

from collections.abc import Callable, Sequence

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
    """Ask for the source and, where there are several, the target; the likeliest come first."""

    def ask_target(source: Target) -> None:
        if len(targets) == 1:
            then(source, targets[0])
            return
        ordered = sorted(targets, key=lambda one: (one.text != source.text, one.is_question is not source.is_question))
        ask_choice(
            parent,
            translate("TakingOver", "Copy to which question or measure?"),
            f"{source.mark} {source.text}",
            translate("TakingOver", "Copy mappings"),
            choices=[(target, f"{target.mark} {target.text}") for target in ordered],
            then=lambda target: then(source, target),
        )

    first = targets[0].text if len(targets) == 1 else ""
    ordered = sorted(sources, key=lambda source: source[1].text != first)
    ask_choice(
        parent,
        translate("TakingOver", "Copy mappings from another roundtable"),
        translate("TakingOver", "Every practice mapped there is mapped here, too, with its reason."),
        translate("TakingOver", "Copy mappings"),
        choices=[(target, f"{code} · {target.mark} {target.text}") for code, target in ordered],
        then=ask_target,
    )
