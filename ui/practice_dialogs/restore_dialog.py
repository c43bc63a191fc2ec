"""Dialog before an earlier version of a practice is restored: what that changes, field by field."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from roundtable.history.practice_versions import Difference
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import field_label


class RestoreDialog(Dialog):
    """Show the differences between what is there and what it becomes; ``accepted`` restores it."""

    def __init__(self, differences: Sequence[Difference], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, "", (640, 480))
        self.setWindowTitle(self.tr("Restore"))
        shown = ReadingPane(theme, self.tr("What restoring changes"), self)

        def fill(writer: Writer) -> None:
            for one in differences:
                writer.heading(field_label(one.field))
                writer.changes(one.pieces)
            if not differences:
                writer.paragraphs(self.tr("No text changes: only an image, or the original of a translation."))

        shown.show_text(fill)
        words = self.tr("This is what restoring changes. It can be undone.")
        self.lay_out(label(words), shown, accept=button(self.tr("Restore"), self.accept, "primary"), stretched=shown)
