from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_edits, practice_rows
from roundtable.search import execution
from roundtable.workspace import Workspace
from ui.jobs.background_query import BackgroundQuery


def test_a_question_put_after_closing_is_never_worked_on(filled_location: str, qtbot: QtBot) -> None:
    asked: list[object] = []

    def answer(_workspace: Workspace, question: object) -> object:
        asked.append(question)
        return question

    parent = QObject()
    questions = BackgroundQuery(filled_location, answer, parent)
    with qtbot.waitSignal(questions.answered):
        questions.ask("before")
    questions.close()
    questions.ask("after")
    questions.close()
    assert asked == ["before"]


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"


@pytest.mark.parametrize("endless", [f"{ENDLESS} count(*) FROM n", f"{ENDLESS} i FROM n WHERE i < 0"])
def test_a_question_overtaken_by_another_is_broken_off(endless: str, filled_location: str, qtbot: QtBot) -> None:
    begun = Event()

    def answer(workspace: Workspace, question: object) -> object:
        if question == "endless":
            begun.set()
            with workspace.reading() as connection:
                execution.keys_from(connection.exec_driver_sql(endless))
        return practice_rows.count(workspace)

    parent = QObject()
    questions = BackgroundQuery(filled_location, answer, parent)
    told: list[object] = []
    questions.failed.connect(told.append)
    questions.ask("endless")
    assert begun.wait(30)
    with qtbot.waitSignal(questions.answered) as answered:
        questions.ask("how many")
    assert answered.args == ["how many", 3]
    assert told == []
    begun.clear()
    questions.ask("endless")
    assert begun.wait(30)
    questions.close()


def test_a_query_is_not_broken_off_for_the_sake_of_the_one_before(filled_location: str, qtbot: QtBot) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT count(*) FROM n"

    def answer(workspace: Workspace, question: object) -> object:
        with workspace.reading() as connection:
            return connection.exec_driver_sql(slow).scalar()

    parent = QObject()
    questions = BackgroundQuery(filled_location, answer, parent)
    told: list[object] = []
    questions.failed.connect(told.append)
    for number in range(50):
        questions.ask(number)
        qtbot.waitUntil(lambda: questions._running > 0)
    with qtbot.waitSignal(questions.answered) as answered:
        questions.ask("last")
    assert answered.args == ["last", 200_000]
    assert told == []
    questions.close()


def test_a_question_gives_way_to_a_save_and_is_answered_after_it(workspace: Workspace, qtbot: QtBot) -> None:
    begun, asked = Event(), []

    def answer(own: Workspace, question: object) -> object:
        asked.append(question)
        begun.set()
        if len(asked) == 1:
            with own.reading() as connection:
                execution.keys_from(connection.exec_driver_sql(f"{ENDLESS} count(*) FROM n"))
        return practice_rows.count(own)

    parent = QObject()
    questions = BackgroundQuery(None, answer, parent)
    questions.open(workspace)
    questions.ask("how many")
    assert begun.wait(30)
    with qtbot.waitSignal(questions.answered) as answered:
        practice_edits.create(workspace.with_patience(1))
        practice_edits.create(workspace.with_patience(1))  # while it waits to be asked again
    assert (asked, answered.args) == (["how many"] * 2, ["how many", 2])
    questions.close()
    assert workspace.before_writing == []
