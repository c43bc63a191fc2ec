from pathlib import Path

import pytest

from roundtable.errors import InputError
from roundtable.practices import images

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PNG, "image/png"), (b"GIF89a", "image/gif"), (b"\xff\xd8\xff\xe0", "image/jpeg")],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, media_type: str) -> None:
    image = images.checked("folder/well.bin", data)
    assert (image.name, image.media_type, image.data) == ("well.bin", media_type, data)


def test_what_is_no_picture_is_refused_whatever_its_name() -> None:
    with pytest.raises(InputError, match=r"“well\.png” is not a GIF, JPEG or PNG"):
        images.checked("well.png", b"%PDF-1.7")


def test_a_picture_may_have_two_megabytes_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "well.png"
    file.write_bytes(PNG.ljust(images.LARGEST))
    assert len(images.read(file).data) == images.LARGEST
    file.write_bytes(PNG.ljust(images.LARGEST + 100_000))
    with pytest.raises(InputError, match=r"2\.1 MB"):
        images.read(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.png"):
        images.read(tmp_path / "gone.png")
    with pytest.raises(InputError, match="cannot be read"):
        images.read(tmp_path)
