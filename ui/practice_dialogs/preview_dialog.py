"""Base class of dialogs that preview a change of many practices while it is typed; only the button makes it."""

from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.dialog import Dialog
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.factories import button

_PAUSE_MS = 150


class PreviewDialog(Dialog):
    """Preview the current request in a worker thread after each pause of the input.

    A request compares by value and has ``preview(workspace)`` and ``apply(workspace, progress)``.
    """

    asked = Signal(object)
    """The request to apply."""
    failed = Signal(object)
    """A RoundtableError raised by the preview."""

    def __init__(self, parent: QWidget, title: str, size: tuple[int, int], location: str, do: str) -> None:
        super().__init__(parent, title, size)
        self._questions = BackgroundQuery(location, lambda workspace, request: request.preview(workspace), self)
        self._questions.answered.connect(self._show_answer)
        self._questions.failed.connect(self.failed)
        self.finished.connect(self._questions.close)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.ask_preview)
        self.do: QPushButton = button(do, self._act, "primary")

    def request(self) -> Any:
        """Return the request of the current input."""
        raise NotImplementedError

    def show_preview(self, request: Any, found: Any) -> None:
        """Show what a request would change."""
        raise NotImplementedError

    def wait(self) -> None:
        """Disable the button until the changed input is previewed."""
        self.do.setEnabled(False)
        self._pause.start()

    def ask_preview(self) -> None:
        """Preview the current request."""
        self._questions.ask(self.request())

    @Slot(object, object)
    def _show_answer(self, request: object, found: object) -> None:
        if request == self.request():
            self.show_preview(request, found)

    def _act(self) -> None:
        self.accept()
        self.asked.emit(self.request())
