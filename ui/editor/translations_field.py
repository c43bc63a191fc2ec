"""Title and summary in other languages, and which of them the original has overtaken since.

Remembers beside each version the original it was made from; must not change the original.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from roundtable.records.practice import Translation
from ui.fields.prose_input import Prose
from ui.fields.row_fields import Row, RowLine, RowsField, small_button
from ui.widgets.build import button, column, label, row

translate = QCoreApplication.translate
Original = Callable[[], tuple[str, str]]
"""Gives title and summary as they are now."""


class VersionsField(RowsField):
    """Edit the language versions of title and summary."""

    def __init__(self, original: Original) -> None:
        super().__init__(
            "translations", lambda: _VersionRow(original), translate("Editor", "Title and summary by language")
        )

    @override
    def mark_saved(self, value: tuple[Translation, ...]) -> None:
        for version in self._versions():
            version.keep()
        super().mark_saved(value)

    @override
    def notice(self) -> None:
        """Mark the versions that were made from another original than there is now."""
        for version in self._versions():
            version.check()

    def _versions(self) -> list["_VersionRow"]:
        return [version for version in self.rows if isinstance(version, _VersionRow)]


class _VersionRow(Row):
    goes_on_within = True

    def __init__(self, original: Original) -> None:
        super().__init__()
        self._original = original
        self._given: Translation | None = None
        self._shown = "", ""
        self._language = RowLine(self.tr("Language"))
        self._language.setPlaceholderText(self.tr("Add a language: fr, es, ar…"))
        self._title = Prose(self.tr("Title"), most=5, is_one_line=True)
        self._title.setPlaceholderText(self.tr("Title"))
        self._summary = Prose(self.tr("Summary"), least=3, most=40)
        self._summary.setPlaceholderText(self.tr("Summary"))
        self._overtaken = label(self.tr("The original has changed since."), "warning")
        self._changed = label(kind="caption", name="changed")
        self._agree = button(self.tr("It is still right"), self._agree_with_original)
        self._remove = small_button("×", self.tr("Remove this language"))
        self.first = self._language
        self._texts = (self._title, self._summary)
        notice = row(self._overtaken, self._agree)
        notice.setStretch(0, 1)
        self.setLayout(column(row(self._language, self._remove), *self._texts, notice, self._changed, spacing=4))
        self._language.editingFinished.connect(self.edited)
        self._language.textChanged.connect(self._show_parts)
        self._language.textEdited.connect(self.typed)
        self._remove.clicked.connect(self.removed)
        for text in self._texts:
            text.left.connect(self._finish)
        self.watch(self._language, *self._texts, self._agree)
        self.check()
        self._show_parts()

    @override
    def value(self) -> Translation | None:
        language = " ".join(self._language.text().split())
        title, summary = self._title.text(), self._summary.text()
        given = self._given or Translation(language="")
        if not (language or title or summary):
            return None
        if (title, summary) == self._shown:
            return given if language == given.language else replace(given, language=language)
        original_title, original_summary = self._original()
        return Translation(
            language=language,
            title=title,
            summary=summary,
            original_title=original_title,
            original_summary=original_summary,
        )

    @override
    def fill(self, value: Translation | None) -> None:
        self._given = value
        shown = value or Translation(language="")
        self._language.setText(shown.language)
        self._title.set_text(shown.title)
        self._summary.set_text(shown.summary)
        self._shown = self._title.text(), self._summary.text()
        self.check()
        self._show_parts()

    def keep(self) -> None:
        """Take the version for made from the original of this moment, until its own text changes again."""
        self._given = self.value()
        self._shown = self._title.text(), self._summary.text()

    def check(self) -> None:
        """Say what has changed in the original since the version was made."""
        made_from = (self._given.original_title, self._given.original_summary) if self._given else ("", "")
        is_overtaken = any(made_from) and made_from != self._original()
        changed = [
            sentence
            for before, now in zip(made_from, self._original(), strict=True)
            for sentence in _sentences(now)
            if sentence not in _sentences(before)
        ]
        said = self.tr("New in it: {sentences}").format(sentences=" … ".join(changed)) if changed else ""
        self._changed.setText(said or self.tr("Text was taken out of it."))
        self._changed.setVisible(is_overtaken)
        self._overtaken.setVisible(is_overtaken)
        self._agree.setVisible(is_overtaken)

    def _finish(self) -> None:
        self.edited.emit()
        self.check()

    def _agree_with_original(self) -> None:
        """Take the version for one of the original as it is now."""
        if version := self.value():
            title, summary = self._original()
            self._given = replace(version, original_title=title, original_summary=summary)
            self._shown = self._title.text(), self._summary.text()
        self._finish()

    def _show_parts(self) -> None:
        language = self._language.text().strip()
        for part in (*self._texts, self._remove):
            part.setVisible(bool(language or self._title.toPlainText() or self._summary.toPlainText()))
        for text, name in ((self._title, self.tr("Title")), (self._summary, self.tr("Summary"))):
            text.setAccessibleName(self.tr("{field} in {language}").format(field=name, language=language or "?"))


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]
