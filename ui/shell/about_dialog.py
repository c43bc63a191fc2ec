"""Dialog of version, licence and libraries."""

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QWidget

from roundtable import __version__
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label


class AboutDialog(Dialog):
    """Version, licence and location of the workspace."""

    def __init__(self, location: str, parent: QWidget) -> None:
        super().__init__(parent, self.tr("About Roundtable"))
        purpose = self.tr(
            "Prepare intergovernmental roundtables offline: keep practices, print the annex, send the contribution."
        )
        versions = self.tr("Version {version}, with Qt {qt} and Python {python}").format(
            version=__version__, qt=qt_version, python=platform.python_version()
        )
        licence = self.tr("Free software under the MIT licence; Qt and PySide6 under the LGPL.")
        workspace = self.tr("Workspace: {file}").format(file=location or self.tr("none"))
        self.lay_out(
            label("Roundtable", "title"),
            label(purpose),
            label("\n".join((versions, licence, workspace)), "caption"),
            buttons=(None, button(self.tr("Close"), self.accept, "primary")),
            margins=(24, 24, 24, 16),
        )
