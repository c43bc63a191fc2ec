"""Backups of the workspace: when and why each was made, what it holds, and what would change by restoring it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QTableView, QWidget

from roundtable.backups import backup_files, second_folder
from roundtable.backups.backup_files import Backup
from roundtable.history.practice_versions import Difference
from roundtable.progress import Progress
from roundtable.recovery import practice_restore
from roundtable.recovery.practice_restore import Comparison
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.widgets.factories import button, column, label, table
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate


class _Listed(NamedTuple):
    """A backup, and how many practices it holds; None where it is damaged."""

    backup: Backup
    practices: int | None


class _Effect(NamedTuple):
    """What restoring does to a practice: added, lost or reworded."""

    kind: str
    uid: str
    title: str


def occasion(name: str) -> str:
    """Return the text of the occasion on which a backup was made; an unknown one stays as it is."""
    return {
        "by hand": translate("Backups", "Manual"),
        "before import": translate("Backups", "Before an import"),
        "before upgrade": translate("Backups", "Before an upgrade"),
        "before restore": translate("Backups", "Before a restore"),
        "before merge": translate("Backups", "Before a merge"),
        "before bulk edit": translate("Backups", "Before a change of many practices"),
        "daily": translate("Backups", "Start of the day"),
        "changes": translate("Backups", "During work"),
        "on close": translate("Backups", "On closing"),
    }.get(name, name)


class BackupsDialog(Dialog):
    """List the backups, the newest first, beside what restoring the chosen one would change."""

    restore_asked = Signal(object)
    """The file of the backup to restore whole."""
    practices_asked = Signal(object, object)
    """The file of a backup, and the identities of the practices to restore from it."""
    second_folder_asked = Signal()
    failed = Signal(object)
    """A RoundtableError raised while reading backups."""

    def __init__(self, workspace: Workspace, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, translate("BackupsDialog", "Backups"), (1080, 640))
        self._workspace = workspace
        self._jobs = jobs
        self._effects = self._asking(practice_restore.compare, self._show_effects)
        self._differences = self._asking(_differing, self._show_differences)
        self._count = label(self.tr("Reading the backups…"), "caption")
        self._copies = label(kind="caption")
        self._told = label()
        self._listed, self._backups = self._backups_table()
        self._changes, self._practices = self._practices_table()
        self._text = ReadingPane(theme, self.tr("What would change"), self)
        right = QWidget()
        right.setLayout(column(self._told, self._practices, self._text, margins=(8, 0, 0, 0), spacing=8))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._backups)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([560, 520])
        self._whole = button(self.tr("Restore the &whole workspace…"), self._restore_whole)
        self._some = button(self.tr("Restore these &practices"), self._restore_practices)
        close = button(self.tr("Close"), self.reject, "primary")
        title = label(self.tr("Backups of {file}").format(file=workspace.file.name), "title")
        second = button(self.tr("Second &folder…"), self.second_folder_asked.emit)
        head = column(title, self._count, self._copies, spacing=4)
        self.lay_out(head, splitter, buttons=(self._whole, self._some, None, second, close), stretched=splitter)
        self.show_second_folder()
        self._allow()
        self.refresh()
        self._backups.setFocus()

    @Slot()
    def show_second_folder(self) -> None:
        """Show where a copy of every backup is kept as well."""
        present = second_folder.chosen()
        text = self.tr("A copy of each is kept in {folder}").format(folder=present) if present else ""
        self._copies.setText(text)
        self._copies.setVisible(bool(text))

    def _asking(self, answer: Callable[[Workspace, Any], object], show: Callable[..., None]) -> BackgroundQuery:
        made = BackgroundQuery(self._workspace.location, answer, self)
        made.answered.connect(show)
        made.failed.connect(self.failed)
        self.finished.connect(made.close)
        return made

    @Slot()
    def refresh(self) -> None:
        """List the backups, and compare the chosen one again."""

        def work(own: Workspace, _progress: Progress) -> list[_Listed]:
            return [
                _Listed(one, counted["practices"] if counted else None)
                for one in backup_files.listing(own.file)
                for counted in [backup_files.counts(one.file)]
            ]

        title = self.tr("Reading the backups")
        self._jobs.start(title, self._workspace.location, work, self._show_backups, self.failed.emit, is_preview=True)

    def _backups_table(self) -> tuple[RowsModel[_Listed], QTableView]:
        locale = self.locale()
        model = RowsModel(
            (
                Column[_Listed](self.tr("When"), lambda one: value_texts.moment(one.backup.moment.isoformat(), locale)),
                Column[_Listed](self.tr("Occasion"), lambda one: occasion(one.backup.occasion)),
                Column[_Listed](self.tr("Practices"), self._practices_text, is_number=True),
                Column[_Listed](
                    self.tr("Size"), lambda one: locale.formattedDataSize(one.backup.size, 1), is_number=True
                ),
            ),
            self,
        )
        made = table(model, self.tr("Backups"), (116, 0, 76, 88))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.selectionModel().currentRowChanged.connect(self._compare)
        return model, made

    def _practices_text(self, one: _Listed) -> str:
        return self.tr("damaged") if one.practices is None else self.locale().toString(one.practices)

    def _practices_table(self) -> tuple[RowsModel[_Effect], QTableView]:
        kinds = {"added": self.tr("restored"), "lost": self.tr("lost"), "reworded": self.tr("reverted")}
        model = RowsModel(
            (
                Column[_Effect](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
                Column[_Effect](self.tr("What happens"), lambda one: kinds[one.kind]),
            ),
            self,
        )
        made = table(model, self.tr("Practices that would change"), (0, 140))
        made.selectionModel().selectionChanged.connect(self._allow)
        made.selectionModel().currentRowChanged.connect(self._ask_differences)
        return model, made

    @property
    def _source(self) -> Path | None:
        row = self._backups.currentIndex().row()
        listed = self._listed.rows[row] if 0 <= row < len(self._listed.rows) else None
        return listed.backup.file if listed and listed.practices is not None else None

    @property
    def _chosen(self) -> list[str]:
        """The identities of the chosen practices that the backup can bring back."""
        rows = (self._changes.rows[index.row()] for index in self._practices.selectionModel().selectedRows())
        return [effect.uid for effect in rows if effect.kind != "lost"]

    @Slot(object)
    def _show_backups(self, found: list[_Listed]) -> None:
        at = self._source
        self._listed.set_rows(found)
        self._count.setText(self.tr("%n backup(s), the newest first", "", len(found)))
        row = next((number for number, one in enumerate(found) if one.backup.file == at), 0)
        if found:
            self._backups.selectionModel().setCurrentIndex(
                self._listed.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._allow()

    @Slot()
    def _compare(self) -> None:
        self._changes.set_rows(())
        self._text.show_text(None)
        is_damaged = self._backups.currentIndex().isValid() and not self._source
        damaged = self.tr("This backup is damaged: nothing can be restored from it.") if is_damaged else ""
        self._told.setText(self.tr("Comparing with the workspace…") if self._source else damaged)
        self._allow()
        if self._source:
            self._effects.ask(self._source)

    @Slot(object, object)
    def _show_effects(self, _source: Path, found: Comparison) -> None:
        kinds = found._asdict().items()
        self._changes.set_rows([_Effect(kind, one.uid, one.title) for kind, some in kinds for one in some])
        told = ", ".join(
            (
                self.tr("%n practice(s) would be restored", "", len(found.added)),
                self.tr("%n would be lost", "", len(found.lost)),
                self.tr("%n would be reverted", "", len(found.reworded)),
            )
        )
        self._told.setText(f"{told}." if any(found) else self.tr("The practices are the same as in the workspace."))
        self._allow()

    @Slot()
    def _ask_differences(self) -> None:
        row = self._practices.currentIndex().row()
        if self._source and row >= 0:
            self._differences.ask((self._source, self._changes.rows[row].uid))

    @Slot(object, object)
    def _show_differences(self, _asked: object, found: list[Difference]) -> None:
        def fill(writer: Writer) -> None:
            for one in found:
                writer.heading(field_label(one.field))
                writer.changes(one.pieces)

        self._text.show_text(fill)

    @Slot()
    def _allow(self) -> None:
        self._whole.setEnabled(self._source is not None)
        self._some.setEnabled(bool(self._source and self._chosen))

    def _restore_whole(self) -> None:
        if source := self._source:
            self.accept()
            self.restore_asked.emit(source)

    def _restore_practices(self) -> None:
        if source := self._source:
            self.practices_asked.emit(source, self._chosen)


def _differing(workspace: Workspace, asked: tuple[Path, str]) -> list[Difference]:
    return practice_restore.differences(workspace, *asked)
