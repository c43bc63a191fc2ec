"""Dialog that asks for a shared workspace: server, database, user and password."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from roundtable.errors import MissingError, RoundtableError
from roundtable.storage import server_access
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label

_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Access:
    """Hold what opens a shared workspace: its address, the password as typed, and whether to keep that."""

    location: str
    password: str
    is_kept: bool


class SharedWorkspaceDialog(Dialog):
    """Ask for a database on a server; stays open until it is reached, and says why it is not."""

    asked = Signal(object)
    """The ``Access`` to open."""
    initialization_asked = Signal(object)
    """The ``Access`` to a database that has no workspace yet and is to get one."""

    def __init__(self, parent: QWidget, location: str) -> None:
        """Show the parts of the ``location`` opened last, "" for none."""
        super().__init__(parent, self.tr("Open a shared workspace"), (480, 0))
        server, port, database, user = server_access.parts(location)
        self._server = self._field(server, self.tr("this computer"))
        self._port = QSpinBox(minimum=0, maximum=_HIGHEST_PORT, value=port or 0)
        self._port.setSpecialValueText(self.tr("default"))
        self._database = self._field(database)
        self._user = self._field(user, self.tr("your login name"))
        self._password = self._field("", self.tr("saved password, if any"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._is_kept = QCheckBox(self.tr("&Save the password in the system’s keyring"))
        self._error = label(kind="error")
        self._error.hide()
        self._open = button(self.tr("Open"), lambda: self._ask(self.asked), "primary")
        self._initialize = button(self.tr("Create a workspace there"), lambda: self._ask(self.initialization_asked))
        self._initialize.hide()
        cancel = button(self.tr("Cancel"), self.reject)
        self._open.setDefault(True)
        self.lay_out(
            label(self.tr("People who share a database work on the same records at the same time.")),
            self._form(),
            self._is_kept,
            self._error,
            buttons=(self._initialize, None, cancel, self._open),
        )
        self._allow()
        (self._password if database else self._server).setFocus()

    def _field(self, text: str, placeholder: str = "") -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(placeholder)
        field.textChanged.connect(self._allow)
        return field

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("&Server"), self._server),
            (self.tr("P&ort"), self._port),
            (self.tr("&Database"), self._database),
            (self.tr("&User"), self._user),
            (self.tr("&Password"), self._password),
        ):
            form.addRow(text, field)
            field.setAccessibleName(text.replace("&", ""))
        return form

    def _allow(self) -> None:
        has_database = bool(self._database.text().strip())
        self._open.setEnabled(has_database)
        self._initialize.setEnabled(has_database)

    def _ask(self, signal: SignalInstance) -> None:
        location = server_access.address(
            self._server.text().strip(),
            self._database.text().strip(),
            self._user.text().strip(),
            self._port.value() or None,
        )
        self._error.hide()
        self._set_busy(True)
        signal.emit(Access(location, self._password.text(), self._is_kept.isChecked()))

    def _set_busy(self, is_busy: bool) -> None:
        self._open.setText(self.tr("Connecting…") if is_busy else self.tr("Open"))
        self._open.setDisabled(is_busy)
        self._initialize.setDisabled(is_busy)

    @Slot(object)
    def show_error(self, error: RoundtableError) -> None:
        """Say why the workspace cannot be opened, and let the person try again."""
        self._set_busy(False)
        self._initialize.setVisible(isinstance(error, MissingError))
        remedy = "" if isinstance(error, MissingError) else error.remedy
        self._error.setText(f"{error.cause} {remedy}".strip())
        self._error.show()
        self._allow()
        self._grow()

    def _grow(self) -> None:
        """Make room for the lines of an error, which a dialog's layout takes from the fields otherwise."""
        if layout := self.layout():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
