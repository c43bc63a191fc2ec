"""Version history of one practice: who changed what and when, the differences, and what to restore."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView, QWidget

from roundtable.errors import RoundtableError
from roundtable.history import practice_versions
from roundtable.history.practice_versions import Difference, Version
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.progress import Progress
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.dialogs.question_dialog import ask_choice
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, label, table
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate


class RestoreRequest(NamedTuple):
    """Describe what to restore: an earlier version of a practice, or one field of it."""

    key: int
    earlier: PracticeRecord
    field: str = ""

    def apply(self, workspace: Workspace) -> ChangeSet:
        """Restore it."""
        return practice_edits.restore_version(workspace, self.key, self.earlier, self.field)


class HistoryDialog(Dialog):
    """List the versions, the newest first; ``refresh`` reads them."""

    asked = Signal(object)
    """The ``RestoreRequest`` to apply."""
    report_asked = Signal(int)
    """The journal entry of an import whose report is to be shown."""
    failed = Signal(object)
    """A RoundtableError raised while reading the versions."""

    def __init__(self, location: str, key: int, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, translate("HistoryDialog", "History"), (1040, 620))
        self._location = location
        self._key = key
        self._jobs = jobs
        self._differences = BackgroundQuery(location, _differences, self)
        self._differences.answered.connect(self._show_changes)
        self._differences.failed.connect(self.failed)
        self.finished.connect(self._differences.close)
        self._title, self._count = label(kind="title"), label(self.tr("Looking back…"), "caption")
        columns = (
            Column[Version](self.tr("When"), lambda one: value_texts.moment(one.step.at, self.locale())),
            Column[Version](self.tr("Who"), lambda one: one.step.author),
            Column[Version](self.tr("What"), lambda one: one.step.label),
        )
        self._model = RowsModel(columns, self)
        self._versions = self._versions_table()
        self._changes = ReadingPane(theme, self.tr("What changed"), self)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._versions)
        splitter.addWidget(self._changes)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([460, 580])
        nothing = EmptyState(
            self.tr("No version to look back at"),
            self.tr("What is done to the practice from now on appears here; steps from before an upgrade do not."),
            [],
        )
        self._content = QStackedWidget()
        self._content.addWidget(splitter)
        self._content.addWidget(nothing)
        self._whole = button(self.tr("&Restore this version"), self._restore_all)
        self._one = button(self.tr("Restore this &field…"), self._ask_field)
        self._report = button(self.tr("Import re&port"), self._ask_report)
        close = button(self.tr("Close"), self.reject, "primary")
        head = column(self._title, self._count, spacing=4)
        self.lay_out(
            head, self._content, buttons=(self._whole, self._one, self._report, None, close), stretched=self._content
        )
        self._allow()
        self.refresh()
        self._versions.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Read the versions up to the current one."""

        def work(own: Workspace, _progress: Progress) -> list[Version]:
            return practice_versions.of(own, self._key)

        title = self.tr("Looking back")
        self._jobs.start(title, self._location, work, self._show_versions, self._fail, is_preview=True)

    def _versions_table(self) -> QTableView:
        made = table(self._model, self.tr("Versions"), (150, 90, 0))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.selectionModel().currentRowChanged.connect(self._show_current)
        return made

    @property
    def _current(self) -> Version | None:
        row_number = self._versions.currentIndex().row()
        return self._model.rows[row_number] if row_number >= 0 else None

    @property
    def _now(self) -> PracticeRecord | None:
        return self._model.rows[0].after if self._model.rows else None

    @Slot(object)
    def _show_versions(self, found: Sequence[Version]) -> None:
        self._model.set_rows(found)
        self._title.setText((self._now and self._now.title) or self.tr("(no title)"))
        self._title.setVisible(bool(found))
        self._count.setText(self.tr("%n version(s), the newest first", "", len(found)))
        self._content.setCurrentIndex(0 if found else 1)
        if found:
            self._versions.selectRow(0)
        self._allow()

    @Slot(object)
    def _fail(self, error: RoundtableError) -> None:
        self.failed.emit(error)

    @Slot()
    def _show_current(self) -> None:
        self._allow()
        if self._current:
            self._differences.ask(self._current)

    @Slot(object, object)
    def _show_changes(self, version: Version, found: Sequence[Difference]) -> None:
        def fill(writer: Writer) -> None:
            writer.title(version.step.label)
            moment = value_texts.moment(version.step.at, self.locale())
            writer.caption(self.tr("{moment} · {author}").format(moment=moment, author=version.step.author))
            for one in found:
                writer.heading(field_label(one.field))
                writer.changes(one.pieces)
            if not found:
                writer.paragraphs(self.tr("No word changed: a picture, or the text that a translation was made from."))

        self._changes.show_text(fill)

    def _allow(self) -> None:
        version = self._current
        is_earlier = version and version.after and practice_versions.changed_fields(version.after, self._now)
        self._whole.setEnabled(bool(is_earlier))
        self._report.setVisible(bool(version and version.step.has_report))
        self._one.setEnabled(bool(self._fields()))

    def _ask_report(self) -> None:
        if self._current:
            self.reject()
            self.report_asked.emit(self._current.step.id)

    def _restore_all(self) -> None:
        if self._current and self._current.after:
            self.asked.emit(RestoreRequest(self._key, self._current.after))

    def _fields(self) -> list[tuple[str, RestoreRequest]]:
        """Return the fields that this version changed, as before and after it, whose value differs from the current."""
        version, now = self._current, self._now
        if version is None or now is None:
            return []
        sides = (
            (version.before, self.tr("{field}, as before this version")),
            (version.after, self.tr("{field}, as in this version")),
        )
        return [
            (said.format(field=field_label(field)), RestoreRequest(self._key, record, field))
            for field in practice_versions.changed_fields(version.before, version.after)
            for record, said in sides
            if record is not None and getattr(record, field) != getattr(now, field)
        ]

    def _ask_field(self) -> None:
        fields = self._fields()
        ask_choice(
            self,
            self.tr("Restore a field"),
            self.tr("Which field, and as it was when?"),
            self.tr("Restore"),
            choices=[(number, said) for number, (said, _) in enumerate(fields)],
            then=lambda number: self.asked.emit(fields[number][1]),
        )


def _differences(_workspace: Workspace, version: Version) -> list[Difference]:
    return practice_versions.differences(version.before, version.after)
