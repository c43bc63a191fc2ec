"""What the README promises and a machine can check."""

import re
from pathlib import Path

from tests.ui.commands import run

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_there_are_two_set_up_commands_of_one_line_each() -> None:
    commands = re.findall(r"^```\w*\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert [command.count("\n") for command in commands] == [1, 1]
    assert all(command.startswith("python3 -m venv .venv") for command in commands)
    assert commands[0].endswith(" && .venv/bin/roundtable demo\n")
    assert commands[1].endswith(" && .venv-test/bin/python -m pytest\n")


def test_every_command_of_the_program_is_told_and_no_other() -> None:
    rows = " ".join(re.findall(r"^\| (`.*?) \|", README, re.MULTILINE))
    told = set(re.findall(r"`(?:roundtable )?([a-z-]+)", rows)) - {"roundtable"}
    known = set(re.findall(r"^    ([a-z-]+) ", run("--help").out, re.MULTILINE))
    assert told == known


def test_every_file_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert linked
    assert all((CHECKOUT / name).is_file() for name in linked)
