"""Check for a usable display, made before Qt is loaded: Qt aborts the process without one."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

_XCB_LIBRARY = "libxcb-cursor.so.0"


def trouble(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return why no window can be shown; None if one can."""
    drawn_elsewhere = environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc"))
    if not sys.platform.startswith("linux") or drawn_elsewhere or environment.get("WAYLAND_DISPLAY"):
        return None
    name = environment.get("DISPLAY")
    if not name:
        return "there is no display"
    if not _answers(name):
        return f"the display “{name}” does not answer"
    try:
        ctypes.CDLL(_XCB_LIBRARY)
    except OSError:
        return f"the system library {_XCB_LIBRARY} is missing (on Debian and Ubuntu: the package libxcb-cursor0)"
    return None


def is_present(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether there is a display, whatever Qt was told to draw on."""
    return not sys.platform.startswith("linux") or bool(
        environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    )


def _answers(name: str) -> bool:
    """Connect to the X server's socket, found from DISPLAY as X clients do."""
    host, _, rest = name.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdecimal():
        return False
    if host and host != "unix" and not Path(host).is_absolute():
        return _connects(socket.AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, f"\0{path}")


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with closing(socket.socket(family, socket.SOCK_STREAM)) as client:
        client.settimeout(2)
        try:
            client.connect(address)
        except OSError:
            return False
    return True
