"""What other programs make of files: text read off a PDF, workbooks saved by LibreOffice, workspaces held for writing.

A test that runs one says so by ``needs.program``.
"""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def pdf_text(pdf: Path, *options: str) -> str:
    """Read the text off a PDF, its pages ended by form feeds."""
    read = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return read.stdout.decode("utf-8")


def converted(file: Path, suffix: str, profile: Path) -> Path:
    """Have LibreOffice load a file and save it, as another kind where the suffix says so, into a folder beside it."""
    folder = file.parent / "converted"
    start = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    order = ["--convert-to", suffix, "--outdir", str(folder), str(file)]
    subprocess.run([*start, *order], check=True, capture_output=True, timeout=240)
    return folder / f"{file.stem}.{suffix}"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a workspace as another program does that writes."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
