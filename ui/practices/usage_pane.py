"""Where a practice was used: its roundtables, questions, measures and handovers, and what changed since.

Reads the uses at once, and the changes since each handover off the window's thread.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QLocale, Signal, Slot
from PySide6.QtWidgets import QWidget

from roundtable.errors import RoundtableError
from roundtable.history import practice_usage
from roundtable.history.practice_usage import Handed, RoundtableUse, Since
from roundtable.history.practice_versions import shortened
from roundtable.records.handover import HandoverRecord
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import field_label

translate = QCoreApplication.translate

_Question = tuple[int, tuple[Handed, ...]]


class UsesPane(ReadingPane):
    """Where one practice was used; the names of roundtables are links."""

    failed = Signal(object)
    """A RoundtableError: the uses could not be read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Where the practice was used"), parent)
        self._location = ""
        self._questions = BackgroundQuery(None, _since, self)
        self._questions.answered.connect(self._show_since)
        self._questions.failed.connect(self.failed)
        self._asked: _Question | None = None
        self._found: Sequence[RoundtableUse] = ()

    def show_practice(self, workspace: Workspace | None, key: int | None) -> None:
        """Show where a practice was used, None for none."""
        self._asked = None
        location = workspace.location if workspace else ""
        if location != self._location:
            self._location = location
            self._questions.open(workspace)
        if workspace is None or key is None:
            self.show_text(None)
            return
        try:
            self._found = practice_usage.of(workspace, key)
        except RoundtableError as error:
            self.show_text(None)
            self.failed.emit(error)
            return
        handed = tuple(one for use in self._found for one in use.handed if one.is_changed)
        self._show(None if handed else {})
        if handed:
            self._asked = (key, handed)
            self._questions.ask(self._asked)

    @Slot(object, object)
    def _show_since(self, question: _Question, since: Mapping[str, Since]) -> None:
        if question == self._asked:
            self._show(since)

    def _show(self, since: Mapping[str, Since] | None) -> None:
        def fill(writer: Writer) -> None:
            _write_uses(self._found, since, self.locale(), writer)

        place = self.verticalScrollBar().value()
        self.show_text(fill)
        if since:  # shown below; the person may be reading on by now
            self.verticalScrollBar().setValue(place)


def _since(workspace: Workspace, question: _Question) -> dict[str, Since]:
    key, handed = question
    return practice_usage.since(workspace, key, handed)


def _write_uses(
    uses: Sequence[RoundtableUse], since: Mapping[str, Since] | None, locale: QLocale, writer: Writer
) -> None:
    """Write the uses; ``since`` maps a handover's identity to what changed after it, None while that is read."""
    writer.title(translate("Uses", "Where it was used"))
    if not uses:
        writer.paragraphs(
            translate(
                "Uses",
                "Not used yet. Place it in a roundtable's annex or map it to a question or a measure, and it is listed "
                "here; so is every annex and contribution that it is sent in.",
            )
        )
        return
    times = sum(len(use.handed) for use in uses)
    used = translate("Uses", "%n roundtable(s)", None, len(uses))
    handed = translate("Uses", "sent %n time(s)", None, times) if times else translate("Uses", "not sent")
    writer.caption(f"{used} · {handed}")
    for use in uses:
        _write_use(use, since, locale, writer)


def _write_use(use: RoundtableUse, since: Mapping[str, Since] | None, locale: QLocale, writer: Writer) -> None:
    if use.is_present:
        writer.roundtable(use.code, use.title)
        writer.caption(use.meeting)
    else:
        writer.roundtable("", use.code)
        writer.caption(translate("Uses", "This roundtable is no longer in the workspace."))
    if use.areas:
        writer.heading(translate("Uses", "In the annex under"))
        for area in use.areas:
            writer.line(area or translate("Uses", "Other related examples"))
    for is_question, heading, mark in (
        (True, translate("Uses", "Answers"), translate("Uses", "Q{number}  {text}")),
        (False, translate("Uses", "Serves"), translate("Uses", "M{number}  {text}")),
    ):
        answers = [answer for answer in use.answers if answer.is_question is is_question]
        if answers:
            writer.heading(heading)
        for answer in answers:
            reason = translate("Uses", "reason: {reason}").format(reason=answer.reason) if answer.reason else ""
            writer.line(mark.format(number=answer.number, text=answer.text), reason)
    if use.handed:
        writer.heading(translate("Uses", "Sent"))
    # handovers of the same revision are compared once
    for _, some in groupby(use.handed, key=lambda one: (one.revision, one.is_changed)):
        _write_handed(list(some), since, locale, writer)


def _write_handed(some: Sequence[Handed], since: Mapping[str, Since] | None, locale: QLocale, writer: Writer) -> None:
    for one in some:
        pill = translate("Uses", "Changed since") if one.is_changed else translate("Uses", "Unchanged")
        text = handover_line(one.handover, locale)
        revision = translate("Uses", "revision {number}").format(number=one.revision)
        writer.caption(f"{text} · {revision}", pill=pill, tone="warning" if one.is_changed else "ok")
    if not some[0].is_changed:
        return
    if since is None:
        writer.line("", translate("Uses", "Loading the history…"))
    elif found := since.get(some[0].handover.id):
        _write_since(found, writer)


def _write_since(since: Since, writer: Writer) -> None:
    if since.differences is None:
        writer.line("", translate("Uses", "What changed is not known: the history does not go back that far."))
        return
    if since.figures_gone or since.figures_new:
        pill = translate("Uses", "Figures changed")
        arrow = f"{_some(since.figures_gone)} → {_some(since.figures_new)}"
        writer.caption(arrow, pill=pill, tone="bad")
    else:
        writer.line("", translate("Uses", "Its figures are unchanged."))
    for one in since.differences:
        writer.heading(field_label(one.field))
        writer.changes(shortened(one.pieces))


def handover_line(handover: HandoverRecord, locale: QLocale) -> str:
    """Return the text of a handover: what was sent when to whom, language, file."""
    parts = (value_texts.handover(handover, locale), value_texts.language(handover.language), handover.file)
    return " · ".join(filter(None, parts))


def _some(figures: Sequence[str]) -> str:
    return value_texts.some(figures, 8) if figures else translate("Uses", "none")
