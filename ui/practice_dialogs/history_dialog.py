"""Version history of one practice: who changed what and when, the differences, and what to restore."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView, QWidget
from typing_extensions import override

from roundtable.errors import RoundtableError
from roundtable.history import practice_versions
from roundtable.history.practice_versions import Difference, Version
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.progress import Progress
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.dialogs.question_dialog import ask_choice
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.practice_dialogs.restore_dialog import RestoreDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, label, open_dialog, table
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


class _Entry(NamedTuple):
    """A row: a sitting of several steps, open or not, or one step, set in where it is of an open sitting."""

    versions: tuple[Version, ...]
    is_open: bool = False
    is_inner: bool = False

    @property
    def whole(self) -> Version:
        """What all its steps did together, known by the newest."""
        newest, oldest = self.versions[0], self.versions[-1]
        return newest if newest is oldest else Version(newest.step, oldest.before, newest.after)


class HistoryDialog(Dialog):
    """List the versions by sittings, the newest first; ``refresh`` reads them.

    Right, Enter or a double click opens a sitting into its steps, Left closes it.
    """

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
        self._title, self._count = label(kind="title"), label(self.tr("Loading the history…"), "caption")
        columns = (
            Column[_Entry](self.tr("When"), lambda one: value_texts.moment(one.whole.step.at, self.locale())),
            Column[_Entry](self.tr("Who"), lambda one: one.whole.step.author),
            Column[_Entry](self.tr("What"), self._words),
        )
        self._found: Sequence[Version] = ()
        self._opened: set[int] = set()
        """The oldest steps of the sittings that are open."""
        self._theme = theme
        self._model = RowsModel(columns, self)
        self._versions = self._versions_table()
        self._changes = ReadingPane(theme, self.tr("What changed"), self)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._versions)
        splitter.addWidget(self._changes)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([460, 580])
        nothing = EmptyState(
            self.tr("No earlier versions"),
            self.tr("Changes made from now on appear here; those from before an upgrade do not."),
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

        title = self.tr("Loading the history")
        self._jobs.start(title, self._location, work, self._show_versions, self._fail, is_preview=True)

    def _versions_table(self) -> QTableView:
        made = table(self._model, self.tr("Versions"), (130, 80, 0))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.selectionModel().currentRowChanged.connect(self._show_current)
        made.installEventFilter(self)
        made.doubleClicked.connect(self._toggle)
        return made

    def _words(self, entry: _Entry) -> str:
        if len(entry.versions) == 1:
            return f"    {entry.whole.step.label}" if entry.is_inner else entry.whole.step.label
        count = self.tr("%n step(s)", "", len(entry.versions))
        labels = ", ".join(dict.fromkeys(version.step.label for version in entry.versions))
        return f"{'▾' if entry.is_open else '▸'} {count}: {labels}"

    def _entries(self) -> list[_Entry]:
        entries: list[_Entry] = []
        for steps in practice_versions.sittings(self._found):
            is_open = len(steps) > 1 and steps[-1].step.id in self._opened
            entries.append(_Entry(steps, is_open))
            entries += [_Entry((step,), is_inner=True) for step in steps if is_open]
        return entries

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._versions and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entry = self._entry
            opens = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entry and len(entry.versions) > 1 and (opens or event.key() == Qt.Key.Key_Left):
                self._open_sitting(entry, is_open=opens)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _toggle(self) -> None:
        if (entry := self._entry) and len(entry.versions) > 1:
            self._open_sitting(entry, is_open=not entry.is_open)

    def _open_sitting(self, entry: _Entry, *, is_open: bool) -> None:
        at, oldest = self._versions.currentIndex().row(), entry.versions[-1].step.id
        self._opened = self._opened | {oldest} if is_open else self._opened - {oldest}
        self._model.set_rows(self._entries())
        self._versions.selectRow(at)

    @property
    def _entry(self) -> _Entry | None:
        row_number = self._versions.currentIndex().row()
        return self._model.rows[row_number] if row_number >= 0 else None

    @property
    def _current(self) -> Version | None:
        entry = self._entry
        if entry is None or len(entry.versions) == 1:
            return entry.whole if entry else None
        label = self.tr("%n step(s)", "", len(entry.versions))
        return replace(entry.whole, step=entry.whole.step._replace(label=label))

    @property
    def _now(self) -> PracticeRecord | None:
        return self._found[0].after if self._found else None

    @Slot(object)
    def _show_versions(self, found: Sequence[Version]) -> None:
        self._found = found
        self._model.set_rows(self._entries())
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
            if version.trash:
                is_deleted = version.trash == "deleted"
                writer.paragraphs(self.tr("Moved to the trash.") if is_deleted else self.tr("Restored from the trash."))
            elif not found:
                writer.paragraphs(self.tr("No text changed: only an image, or the original of a translation."))

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
            self._ask_restore(RestoreRequest(self._key, self._current.after))

    def _ask_restore(self, wanted: RestoreRequest) -> None:
        """Show what restoring would change, and ask whether to do it."""
        if (now := self._now) is None:
            return
        earlier = wanted.earlier
        becomes = with_fields(now, **{wanted.field: getattr(earlier, wanted.field)}) if wanted.field else earlier
        dialog = RestoreDialog(practice_versions.differences(now, becomes), self._theme, self)
        dialog.accepted.connect(lambda: self.asked.emit(wanted))
        open_dialog(dialog)

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
            self.tr("Which field, and from which version?"),
            self.tr("Restore"),
            choices=[(number, said) for number, (said, _) in enumerate(fields)],
            then=lambda number: self._ask_restore(fields[number][1]),
        )


def _differences(_workspace: Workspace, version: Version) -> list[Difference]:
    return practice_versions.differences(version.before, version.after)
