"""What the commands share to declare themselves: how one is added, and arguments that several have."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

AddCommand = Callable[[str, Callable[[Namespace], int], str], ArgumentParser]
"""Add a command: its name, the function that returns its exit status, and what it does, for the help."""


def add_file(command: ArgumentParser) -> None:
    """Add the file that a command reads or writes."""
    command.add_argument("file", type=Path, metavar="FILE")


def add_recipient(command: ArgumentParser) -> None:
    """Add to whom what is written is sent."""
    explanation = "to whom it is sent, kept with the record of it"
    command.add_argument("--recipient", metavar="NAME", default="", help=explanation)


def add_json(command: ArgumentParser, explanation: str | None = None) -> None:
    """Add the option to answer programs."""
    command.add_argument("--json", action="store_true", help=explanation)


def add_import_choices(command: ArgumentParser) -> None:
    """Add what every command that takes files in may be told."""
    command.add_argument("--dry-run", action="store_true", help="only report what would happen")
    command.add_argument(
        "--accept", choices=("all", "new"), help="all: resolve conflicts as in the file; new: import only new practices"
    )
    add_json(command, "print the report as JSON")


def number_from(least: int, remedy: str) -> Callable[[str], int]:
    """Return the type of an argument that is a whole number, ``least`` or more."""

    def number(text: str) -> int:
        if int(text) < least:
            raise ArgumentTypeError(remedy)
        return int(text)

    return number
