"""Folders in which a workspace is at risk: those that a service synchronises, and those of another computer.

A service may send half of a save or keep two versions side by side; locks across a network are not to be relied upon.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath, PureWindowsPath
from typing import Literal, NamedTuple

_SERVICES = {
    "OneDrive": r"onedrive( - .+|-.+)?",
    "Dropbox": r"dropbox( \(.+\)| - .+|-.+)?",
    "Google Drive": r"google ?drive(-.+)?|my drive",
    "iCloud": r"icloud ?drive|mobile documents",
    "Nextcloud": r"nextcloud\d*",
    "ownCloud": r"owncloud\d*",
    "Box": r"box sync|box-.+",
}
"""What the folders of services are called, as regular expressions."""
_CLOUD_STORAGE = re.compile("/Library/CloudStorage/([^/]+)/")
"""Where a Mac keeps the folders of services."""
_NETWORK_SYSTEMS = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs|afs|9p|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|google-drive.*|s3fs)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4
"""What Windows calls a drive of another computer."""


class FolderRisk(NamedTuple):
    """Tell how a folder is at risk, and the name of the service, or of the network's file system."""

    kind: Literal["synchronised", "network"]
    name: str


class Mount(NamedTuple):
    """Hold where a file system is mounted, and its type."""

    point: str
    system: str


def risk_of(file: Path) -> FolderRisk | None:
    """Return the risk of the folder of a file on this computer; None where there is none, or none that can be seen."""
    real = Path(os.path.realpath(file))
    return risk_in(real, os.environ, _mounts(real))


def risk_in(file: PurePath, environment: Mapping[str, str], mounts: Sequence[Mount]) -> FolderRisk | None:
    """Return the risk of the folder of a file, as its path, the environment and what is mounted tell it."""
    if service := _service(file, environment):
        return FolderRisk("synchronised", service)
    if _is_share(file):
        return FolderRisk("network", "UNC")
    holders = [mount for mount in mounts if file.is_relative_to(mount.point)]
    system = max(holders, key=lambda mount: len(mount.point)).system if holders else ""
    return FolderRisk("network", system) if _NETWORK_SYSTEMS.fullmatch(system) else None


def _service(file: PurePath, environment: Mapping[str, str]) -> str:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        if (folder := environment.get(name)) and file.is_relative_to(folder):
            return "OneDrive"
    folders = file.parent.parts
    for folder in folders:
        for service, pattern in _SERVICES.items():
            if re.fullmatch(pattern, folder, re.IGNORECASE):
                return service
    other = _CLOUD_STORAGE.search(file.as_posix())
    return other[1] if other else ""


def _is_share(file: PurePath) -> bool:
    r"""Tell whether a path names another computer: \\server\share, also as \\?\UNC\server\share."""
    if not isinstance(file, PureWindowsPath):
        return False
    drive = file.drive.upper()
    return drive.startswith("\\\\") and (
        not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive.startswith("\\\\?\\UNC\\")
    )


def mounts_of_linux(table: str) -> list[Mount]:
    """Read ``/proc/self/mounts``, where blanks in names are written as octal numbers."""
    found = [line.split(" ") for line in table.splitlines()]
    return [Mount(_OCTAL.sub(lambda code: chr(int(code[1], 8)), line[1]), line[2]) for line in found if len(line) > 2]


def mounts_of_mac(listing: str) -> list[Mount]:
    """Read what ``mount`` prints: “//ama@server/share on /Volumes/share (smbfs, nodev)”."""
    return [Mount(point, system) for point, system in re.findall(r"(?m)^.+? on (/.*) \(([^,)]+)", listing)]


def _mounts(file: Path) -> list[Mount]:
    try:
        if sys.platform == "win32":
            import ctypes

            is_remote = ctypes.windll.kernel32.GetDriveTypeW(file.anchor) == _REMOTE_DRIVE
            return [Mount(file.anchor, "smb")] if is_remote else []
        if sys.platform == "darwin":
            return mounts_of_mac(_printed_by_mount())
        return mounts_of_linux(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []


def _printed_by_mount() -> str:
    import subprocess

    return subprocess.run(["/sbin/mount"], check=False, capture_output=True, text=True).stdout
