"""Options of the command that writes an annex, named as in AnnexOptions; the others are as the roundtable has them."""

import argparse
from dataclasses import fields
from typing import Any

from roundtable.records.annex_options import FIELDS, PAPERS, STYLES, AnnexOptions


def chosen_options(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the options that were given."""
    given = {field.name: getattr(chosen, field.name) for field in fields(AnnexOptions)}
    return {name: value for name, value in given.items() if value is not None}


def _most_words(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be at least 0, which is for all words")
    return number


def _field_names(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.replace(" ", "").split(",") if name)
    if not names or not set(names) <= set(FIELDS) or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"must be some of: {', '.join(FIELDS)}")
    return names


_YES_OR_NO = {"action": argparse.BooleanOptionalAction}
ANNEX_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--style", {"choices": STYLES, "help": "large is for people who do not see well"}),
    ("--paper", {"choices": PAPERS}),
    ("--plain", _YES_OR_NO | {"dest": "is_plain", "help": "in black and grey"}),
    ("--printed-labels", _YES_OR_NO | {"dest": "has_printed_labels", "help": "labels as in the papers: Web Links"}),
    ("--numbers", _YES_OR_NO | {"dest": "is_numbered", "help": "number areas and practices"}),
    ("--index", _YES_OR_NO | {"dest": "has_index", "help": "add an index of countries and terms"}),
    ("--word-limit", {"type": _most_words, "metavar": "N", "help": "shorten longer summaries; 0 for none"}),
    ("--fields", {"type": _field_names, "metavar": "NAME,NAME", "help": "the fields shown, in their order"}),
)
