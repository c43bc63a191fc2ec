"""A workspace file between those who read it and those who write to it."""

from pathlib import Path

import pytest

from db import engine
from db.errors import UnwantedError


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
