"""Card of one roundtable on the overview: its deadline, its practices by status, and what is to be done."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame
from typing_extensions import override

from roundtable.overview.figures import Figure, LastHandover, RoundtableFigures
from ui.base import value_texts
from ui.overview.links import INSET, Line, Link, Section, Tile
from ui.widgets.factories import column, row

_MOST_GAPS = 5
_TWO_COLUMNS = 860
"""From how wide a card its sections stand in two columns."""
_SHARES = 2, 5
"""What the two take of the width: gaps are sentences, what is missing is a few words."""
_SOON = 14
"""From how many days before it a deadline stands out."""


class RoundtableCard(QFrame):
    """Show the figures of a roundtable."""

    practices_asked = Signal(str)
    """A query."""
    roundtable_asked = Signal(str, str)
    """A code, and the field to edit or ""."""
    gap_asked = Signal(str, int)
    gaps_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("overview_card")
        self._title, self._deadline = Link(), Link(is_whole=True)
        self._title.setProperty("kind", "link-title")
        self._tiles = [Tile() for _ in range(4)]
        self._missing = Section(self.tr("Still missing"), self.tr("Nothing is missing."))
        self._gaps = Section(self.tr("Gaps in coverage"), "")
        self._sent = Section(self.tr("Changes since last sent"), self.tr("Nothing sent yet."))
        self._outdated = Section(self.tr("Outdated language versions"), self.tr("All versions are up to date."))
        self._sections = row(
            column(self._missing, self._outdated, None, spacing=16),
            column(self._gaps, self._sent, None, spacing=16),
            spacing=24,
        )
        for at, share in enumerate(_SHARES):
            self._sections.setStretch(at, share)
        head = row(self._title, None, self._deadline, spacing=12)
        tiles = row(*self._tiles, None, margins=(INSET, 0, 0, 0))
        margins = (16 - INSET, 12, 16, 16)
        self.setLayout(column(head, tiles, self._sections, margins=margins, spacing=12))

    def show_figures(self, shown: RoundtableFigures) -> None:
        """Show other figures in the same places."""
        code = shown.code
        title = "  ".join(filter(None, (code, shown.title)))
        self._title.lead(title, self.tr("Roundtable {name}").format(name=title), self._ask_roundtable(code, ""))
        deadline, tone = self._deadline_words(shown.deadline)
        self._deadline.lead(deadline, f"{deadline}, {code}", self._ask_roundtable(code, "deadline"), tone)
        for tile, figure in zip(self._tiles, (*shown.statuses, shown.practices), strict=True):
            word = self._status(figure.name)
            number = self.locale().toString(figure.count)
            tile.lead(number, word, f"{number} {word}, {code}", self._ask(figure))
        self._missing.show_lines(
            [Line(one.name, self._numbered(one, self._lacking(one.name)), self._ask(one)) for one in shown.missing],
            code,
        )
        self._outdated.show_lines(
            [
                Line(one.name, self._numbered(one, self._in_language(one.name)), self._ask(one))
                for one in shown.outdated
            ],
            code,
        )
        covered = self.tr("Every question and measure has a practice.")
        self._gaps.say_nothing(covered if shown.targets else self.tr("No questions or measures yet."))
        self._gaps.show_lines(list(self._gap_lines(shown)), code)
        self._sent.show_lines([line for last in shown.handovers for line in self._handover_lines(last, shown)], code)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the sections below each other where they have no room beside each other."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS
        self._sections.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def _ask(self, figure: Figure) -> Callable[[], object]:
        return lambda: self.practices_asked.emit(figure.query)

    def _ask_roundtable(self, code: str, field: str) -> Callable[[], object]:
        return lambda: self.roundtable_asked.emit(code, field)

    def _numbered(self, figure: Figure, words: str) -> str:
        return words.format(count=self.locale().toString(figure.count))

    def _in_language(self, code: str) -> str:
        return self.tr("{count} in {language}").format(count="{count}", language=value_texts.language(code))

    def _deadline_words(self, deadline: str) -> tuple[str, str]:
        """Return the day with the days left, and whether it stands out."""
        at = QDate.fromString(deadline, Qt.DateFormat.ISODate)
        if not at.isValid():
            return self.tr("No deadline · set one…"), ""
        left = QDate.currentDate().daysTo(at)
        day = value_texts.calendar_day(deadline, self.locale())
        if left < 0:
            return self.tr("Due {day}, {days} ago").format(day=day, days=self.tr("%n day(s)", "", -left)), "bad"
        if left == 0:
            return self.tr("Due today, {day}").format(day=day), "bad"
        words = self.tr("Due {day}, {days} left").format(day=day, days=self.tr("%n day(s)", "", left))
        return words, "warning" if left <= _SOON else ""

    def _status(self, name: str) -> str:
        return {
            "ready": self.tr("ready"),
            "in clearance": self.tr("in clearance"),
            "draft": self.tr("draft"),
            "all": self.tr("total"),
        }[name]

    def _lacking(self, name: str) -> str:
        return {
            "title": self.tr("{count} without a title"),
            "summary": self.tr("{count} without a summary"),
            "countries": self.tr("{count} without a country"),
            "clearance": self.tr("{count} not cleared"),
            "tags": self.tr("{count} without tags (recommended)"),
        }[name]

    def _gap_lines(self, shown: RoundtableFigures) -> Iterator[Line]:
        """Yield the first gaps with owner and due date, then how many more there are."""
        for gap in shown.gaps[:_MOST_GAPS]:
            due = value_texts.calendar_day(gap.due, self.locale())
            is_late = "" < gap.due < QDate.currentDate().toString(Qt.DateFormat.ISODate)
            due = self.tr("overdue, {day}").format(day=due) if is_late else due
            note = " · ".join(filter(None, (gap.owner, due))) or self.tr("no owner, no date")
            yield Line(
                f"gap {gap.key}",
                f"{gap.target.mark} {gap.target.text}",
                lambda key=gap.key: self.gap_asked.emit(shown.code, key),  # type: ignore[misc]
                note,
                "bad" if is_late else "",
            )
        more = len(shown.gaps) - _MOST_GAPS
        ask_all = lambda: self.gaps_asked.emit(shown.code)  # noqa: E731
        if more > 0:
            yield Line("more", self.tr("%n more gap(s)", "", more), ask_all)
        if shown.uncovered:
            marks = value_texts.some([target.mark for target in shown.uncovered], 6)
            yield Line("uncovered", self.tr("Not noted yet: {marks}").format(marks=marks), ask_all)

    def _handover_lines(self, last: LastHandover, shown: RoundtableFigures) -> Iterator[Line]:
        """Yield what was handed over, then what is otherwise since."""
        one = last.handover
        text = value_texts.handover(one, self.locale())
        note = " · ".join(filter(None, (one.file, value_texts.language(one.language), one.author)))
        words = {
            "changed": self.tr("{count} changed"),
            "new": self.tr("{count} new"),
            "gone": self.tr("{count} removed"),
        }
        yield Line(one.kind, text, lambda: self.practices_asked.emit(shown.practices.query), note)
        for figure in last.since:
            if figure.count:
                yield Line(f"{one.kind} {figure.name}", self._numbered(figure, words[figure.name]), self._ask(figure))
