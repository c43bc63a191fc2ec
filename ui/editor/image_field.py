"""Field of a practice's picture: chosen, dropped or pasted, previewed, removed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSettings, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from roundtable.errors import RoundtableError
from roundtable.practices import images
from roundtable.records.practice import Image
from ui.base.dropped_files import accept_copy, clipboard_data, local_files
from ui.dialogs.file_prompts import Prompts
from ui.fields.field import Box, Field
from ui.widgets.factories import button, column, label, row

_HEIGHT, _WIDTH = 120, 240


class ImageField(Field):
    """Edit the picture; the reason why a file is refused is shown in the field."""

    refused = Signal(object)
    """A RoundtableError: why the picture was refused."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__("image")
        self._image: Image | None = None
        self._prompts = Prompts(settings, self)
        self._preview = QLabel()
        self._preview.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._about = label(kind="caption")
        self._choose = button(self.tr("Choose an image…"), self._ask)
        self._choose.setToolTip(self.tr("GIF, JPEG or PNG, at most 2 MB; or drop one here, or paste it (Ctrl+V)"))
        self._remove = button(self.tr("Remove the image"), lambda: self._set_image(None))
        self._box = Box()
        buttons = row(self._choose, self._remove, None)
        self._box.setLayout(column(self._preview, self._about, buttons, margins=(8, 8, 8, 8), spacing=6))
        self.lay_out(self._box)
        self.setFocusProxy(self._choose)
        self.setAcceptDrops(True)
        self._show()

    @override
    def value(self) -> Image | None:
        return self._image

    @override
    def fill(self, value: Image | None) -> None:
        self._image = value
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._insert(clipboard_data())
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_file(event.mimeData()) or event.mimeData().hasImage():
            accept_copy(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._insert(event.mimeData())
        accept_copy(event)

    def _ask(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in images.SUFFIXES)
        filters = self.tr("Images ({kinds})").format(kinds=kinds)
        self._prompts.file("picture", self.tr("Choose an image"), filters, self._read)

    def _insert(self, source: QMimeData) -> None:
        file, picture = _local_file(source), source.imageData()
        if file is not None:
            self._read(file)
        elif isinstance(picture, QImage) and not picture.isNull():
            self._load(partial(images.checked, self.tr("pasted image.png"), _as_png(picture)))

    def _read(self, file: Path) -> None:
        self._load(partial(images.read, file))

    def _load(self, load: Callable[[], Image]) -> None:
        try:
            self._set_image(load())
        except RoundtableError as error:
            self._about.setText(str(error))
            self._about.show()
            self.refused.emit(error)

    def _set_image(self, image: Image | None) -> None:
        self.fill(image)
        self.edited.emit()

    def _show(self) -> None:
        image = self._image
        picture = QPixmap()
        if image and picture.loadFromData(image.data):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                round(min(_WIDTH * ratio, picture.width())),
                round(min(_HEIGHT * ratio, picture.height())),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self._preview.setPixmap(picture)
        self._preview.setVisible(not picture.isNull())
        size = self.locale().formattedDataSize(len(image.data)) if image else ""
        self._about.setText(f"{image.name} · {size}" if image else "")
        self._about.setVisible(image is not None)
        self._choose.setAccessibleDescription(self._about.text())
        self._remove.setVisible(image is not None)


def _local_file(source: QMimeData) -> Path | None:
    """Return the file that is dropped or pasted, None unless it is exactly one."""
    files = local_files(source)
    return files[0] if len(files) == 1 and len(source.urls()) == 1 else None


def _as_png(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # its stub asks for the format as bytes, it for str
    return bytes(data.data())
