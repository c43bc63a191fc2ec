from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from roundtable.workspace import Workspace
from ui.searching import Questions


def test_a_question_put_after_closing_is_never_worked_on(workspace_file: Path, qtbot: QtBot) -> None:
    asked: list[object] = []

    def answer(_workspace: Workspace, question: object) -> object:
        asked.append(question)
        return question

    parent = QObject()
    questions = Questions(str(workspace_file), answer, parent)
    with qtbot.waitSignal(questions.answered):
        questions.ask("before")
    questions.close()
    questions.ask("after")
    questions.close()
    assert asked == ["before"]
