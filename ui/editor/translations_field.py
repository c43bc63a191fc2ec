"""Language versions of title and summary, each stored with the original it was made from to detect later changes."""

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from roundtable.records.practice import Translation
from ui.fields.prose_input import Prose
from ui.fields.row_fields import Row, RowsField, small_button
from ui.fields.text_fields import LanguageBox
from ui.widgets.factories import button, column, label, row

translate = QCoreApplication.translate
Original = Callable[[], tuple[str, str]]
"""Return the current title and summary."""


class VersionsField(RowsField):
    """Edit the language versions of title and summary."""

    def __init__(self, original: Original) -> None:
        super().__init__(
            "translations", lambda: _VersionRow(original), translate("Editor", "Title and summary by language")
        )


class _VersionRow(Row):
    goes_on_within = True

    def __init__(self, original: Original) -> None:
        super().__init__()
        self._original = original
        self._stored: Translation | None = None
        self._shown = "", ""
        self._language = LanguageBox(self.tr("Language"), self.tr("Add a language…"))
        self._title = Prose(self.tr("Title"), most=5, is_one_line=True)
        self._title.setPlaceholderText(self.tr("Title"))
        self._summary = Prose(self.tr("Summary"), least=3, most=40)
        self._summary.setPlaceholderText(self.tr("Summary"))
        self._outdated = label(self.tr("The original has changed since."), "warning")
        self._changed = label(kind="caption", name="changed")
        self._confirm = button(self.tr("Still correct"), self._confirm_version)
        self._remove = small_button("×", self.tr("Remove this language"))
        self._texts = (self._title, self._summary)
        notice = row(self._outdated, self._confirm)
        notice.setStretch(0, 1)
        self.setLayout(column(row(self._language, self._remove), *self._texts, notice, self._changed, spacing=4))
        for text in self._texts:
            text.left.connect(self._finish)
        self._language.currentIndexChanged.connect(self.show_parts)
        self._language.activated.connect(self.typed)
        self._language.left.connect(self.edited)
        self.connect_inputs(self._language, *self._texts, self._confirm)
        self.update_notes()

    @override
    def value(self) -> Translation | None:
        language = self._language.code()
        title, summary = self._title.text(), self._summary.text()
        stored = self._stored or Translation(language="")
        if not (language or title or summary):
            return None
        if (title, summary) == self._shown:
            return stored if language == stored.language else replace(stored, language=language)
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
        self._stored = value
        shown = value or Translation(language="")
        self._language.show_code(shown.language)
        self._title.set_text(shown.title)
        self._summary.set_text(shown.summary)
        self._shown = self._title.text(), self._summary.text()
        self.update_notes()
        self.show_parts()

    @override
    def mark_saved(self) -> None:
        """Store the version with the current original, until its own text changes again."""
        self._stored = self.value()
        self._shown = self._title.text(), self._summary.text()

    @override
    def update_notes(self) -> None:
        """Show what has changed in the original since the version was made."""
        stored = self._stored or Translation(language="")
        made_from = stored.original_title, stored.original_summary
        is_outdated = any(made_from) and made_from != self._original()
        changed = [
            sentence
            for before, now in zip(made_from, self._original(), strict=True)
            for sentence in _sentences(now)
            if sentence not in _sentences(before)
        ]
        said = self.tr("Added: {sentences}").format(sentences=" … ".join(changed)) if changed else ""
        self._changed.setText(said or self.tr("Text was removed from it."))
        for part in (self._changed, self._outdated, self._confirm):
            part.setVisible(is_outdated)

    def _finish(self) -> None:
        self.edited.emit()
        self.update_notes()

    def _confirm_version(self) -> None:
        """Store the version unchanged as one of the current original."""
        if version := self.value():
            title, summary = self._original()
            self._stored = replace(version, original_title=title, original_summary=summary)
            self._shown = self._title.text(), self._summary.text()
        self._finish()

    @override
    def show_parts(self) -> None:
        language = self._language.currentText() if self._language.code() else ""
        for part in (*self._texts, self._remove):
            part.setVisible(bool(language or self._title.toPlainText() or self._summary.toPlainText()))
        for text, name in ((self._title, self.tr("Title")), (self._summary, self.tr("Summary"))):
            text.setAccessibleName(self.tr("{field} in {language}").format(field=name, language=language or "?"))


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]
