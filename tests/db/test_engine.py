"""A workspace file between those who read it and those who write to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from db import engine
from db.errors import UnwantedError
from db.integrity import file_header

OTHER_WRITER = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"


def test_a_reading_that_is_given_up_in_the_middle_holds_up_no_writer(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    writer = engine.connect(file)
    with engine.writing(writer, file) as connection:
        connection.exec_driver_sql("CREATE TABLE word (text)")
        connection.exec_driver_sql("INSERT INTO word VALUES ('one'), ('two'), ('three')")

    is_unwanted = False
    reader = engine.connect(file, is_unwanted=lambda: is_unwanted)
    with pytest.raises(UnwantedError), engine.reading(reader, file) as connection:
        begun = connection.exec_driver_sql("SELECT text FROM word")
        assert begun.fetchone() == ("one",)  # and is still referred to when the writer begins
        is_unwanted = True
        connection.exec_driver_sql("SELECT count(*) FROM word")

    with engine.writing(writer, file, patience=0) as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('four')")


def test_a_look_at_the_header_lets_no_other_program_into_a_transaction(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    writer = engine.connect(file)
    with engine.writing(writer, file) as connection:
        connection.exec_driver_sql("CREATE TABLE word (text)")
    with engine.writing(writer, file):
        assert file_header.read(file).is_sqlite
        other = subprocess.run([sys.executable, "-c", OTHER_WRITER, file], check=False, capture_output=True, text=True)
        assert "database is locked" in other.stderr
    assert subprocess.run([sys.executable, "-c", OTHER_WRITER, file], check=False).returncode == 0


def test_the_header_is_that_of_the_file_which_lies_there_now(tmp_path: Path) -> None:
    file, other = tmp_path / "w.roundtable", tmp_path / "other"
    for text in ("one", "two"):
        other.write_text(text)
        other.replace(file)
        assert file_header.read(file).start == text.encode()
        file.write_text("three")
        assert file_header.read(file).start == b"three"
