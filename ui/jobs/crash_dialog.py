"""What a person sees of a bug: an apology, what is safe, and a report to copy.

Shows only; logging and catching are the business of ``ui.jobs.crash_reports``.
"""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from ui.widgets.build import button, column, label, row


class CrashDialog(QDialog):
    """Show a bug's report."""

    def __init__(self, report: str, log_file: Path) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Something went wrong in Roundtable"))
        self.resize(720, 460)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Report"))
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        copy = button(self.tr("Copy the report"), lambda: QGuiApplication.clipboard().setText(report))
        close = button(self.tr("Close"), self.accept, "primary")
        words = self.tr(
            "This is a fault of the program, not of yours. What was saved is safe; the step that failed was not "
            "carried out. Please send the report below to whoever looks after the program."
        )
        self.setLayout(
            column(
                label(self.tr("Something went wrong"), "title"),
                label(words),
                text,
                label(self.tr("It is also in {file}").format(file=log_file), "caption"),
                row(copy, None, close),
                margins=(24, 24, 24, 16),
                spacing=12,
            )
        )
