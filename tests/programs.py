"""What other programs make of files: text read off a PDF, workbooks saved by LibreOffice, workspaces held for writing.

A test that runs one says so by ``needs.program``.
"""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db.dialects.location import ServerAddress, parse


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
def locked(location: str | Path) -> Iterator[None]:
    """Hold a workspace as another program does that writes; it may be read meanwhile."""
    place = parse(str(location))
    if isinstance(place, ServerAddress):
        import psycopg

        from db.dialects.postgresql import WRITER

        with psycopg.connect(str(place)) as holder:
            holder.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER])
            yield
    else:
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
