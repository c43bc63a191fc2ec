"""Folders in which a workspace is at risk are known by their path, by the environment, or by what is mounted there."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from roundtable.backups.folder_risks import FolderRisk, Mount, mounts_of_linux, mounts_of_mac, risk_in, risk_of

POSIX, WINDOWS = PurePosixPath, PureWindowsPath


@pytest.mark.parametrize(
    ("file", "service"),
    [
        (WINDOWS(r"C:\Users\ama\OneDrive\a.roundtable"), "OneDrive"),
        (WINDOWS(r"C:\Users\ama\OneDrive - Ministry of Health\Documents\a.roundtable"), "OneDrive"),
        (WINDOWS(r"D:\Ama\dropbox\a.roundtable"), "Dropbox"),
        (POSIX("/home/ama/Dropbox (Team)/x/a.roundtable"), "Dropbox"),
        (WINDOWS(r"G:\My Drive\a.roundtable"), "Google Drive"),
        (WINDOWS(r"C:\Users\ama\iCloudDrive\a.roundtable"), "iCloud"),
        (POSIX("/Users/ama/Library/Mobile Documents/com~apple~CloudDocs/a.roundtable"), "iCloud"),
        (POSIX("/Users/ama/Library/CloudStorage/OneDrive-Ministry/a.roundtable"), "OneDrive"),
        (POSIX("/Users/ama/Library/CloudStorage/GoogleDrive-ama@example.org/My Drive/a.roundtable"), "Google Drive"),
        (POSIX("/Users/ama/Library/CloudStorage/Other-Ama/a.roundtable"), "Other-Ama"),
        (POSIX("/home/ama/Nextcloud2/a.roundtable"), "Nextcloud"),
        (POSIX("/home/ama/ownCloud/a.roundtable"), "ownCloud"),
    ],
    ids=str,
)
def test_a_folder_that_a_service_synchronises_is_known_by_its_name(file: PurePath, service: str) -> None:
    assert risk_in(file, {}, []) == FolderRisk("synchronised", service)


def test_a_folder_of_onedrive_under_another_name_is_known_by_the_environment() -> None:
    environment = {"OneDriveCommercial": r"D:\Ministry"}
    assert risk_in(WINDOWS(r"d:\ministry\x\a.roundtable"), environment, []) == FolderRisk("synchronised", "OneDrive")
    assert risk_in(WINDOWS(r"D:\Ministry of Health\a.roundtable"), environment, []) is None


@pytest.mark.parametrize(
    "name", [r"\\server\share\a.roundtable", "//server/share/x/a.roundtable", r"\\?\UNC\server\share\a.roundtable"]
)
def test_a_path_that_names_another_computer_is_a_network_folder(name: str) -> None:
    assert risk_in(WINDOWS(name), {}, []) == FolderRisk("network", "UNC")


@pytest.mark.parametrize(
    "file",
    [
        WINDOWS(r"C:\Users\ama\AppData\Local\Roundtable\workspace.roundtable"),
        WINDOWS(r"\\?\C:\Users\ama\a.roundtable"),
        POSIX("/home/ama/Documents/onedrive.roundtable"),
        POSIX("/home/ama/Boxes/Dropboxes/a.roundtable"),
        POSIX("/Users/ama/Library/CloudStorage/a.roundtable"),
    ],
    ids=str,
)
def test_a_folder_of_this_computer_is_at_no_risk(file: PurePath) -> None:
    assert risk_in(file, {}, [Mount("/", "ext4"), Mount("C:\\", "ntfs")]) is None


def test_a_mounted_network_folder_is_known_by_the_nearest_file_system() -> None:
    mounts = mounts_of_linux(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/x /mnt/the\\040team nfs4 rw 0 0\n"
        "/dev/sdb /mnt/the\\040team/local ext4 rw 0 0\n"
    )
    assert risk_in(POSIX("/mnt/the team/a.roundtable"), {}, mounts) == FolderRisk("network", "nfs4")
    assert risk_in(POSIX("/mnt/the team/local/a.roundtable"), {}, mounts) is None
    assert risk_in(POSIX("/mnt/the teams/a.roundtable"), {}, mounts) is None


def test_a_share_mounted_on_a_mac_is_known() -> None:
    mounts = mounts_of_mac(
        "/dev/disk1 on / (apfs, local)\n//ama@server/the%20team on /Volumes/the team (smbfs, nodev, mounted by ama)\n"
    )
    assert mounts == [Mount("/", "apfs"), Mount("/Volumes/the team", "smbfs")]
    assert risk_in(POSIX("/Volumes/the team/a.roundtable"), {}, mounts) == FolderRisk("network", "smbfs")


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert risk_of(tmp_path / "here" / "a.roundtable") == FolderRisk("synchronised", "Dropbox")
    assert risk_of(tmp_path / "a.roundtable") is None
