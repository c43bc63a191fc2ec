"""Command that writes the annex of a roundtable, and tells what its readers might miss."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from roundtable.errors import counted
from roundtable.records.annex_options import FIELDS, PAPERS, STYLES, AnnexOptions
from roundtable.records.output_format import LANGUAGES
from ui.commands.arguments import AddCommand, add_file, add_json, add_recipient, number_from
from ui.commands.console import opened, print_json, short, terminal_progress, wanted_suffix

if TYPE_CHECKING:
    from roundtable.annex.missing_letters import MissingLetters
    from roundtable.annex.printed_practice import AnnexPractice
    from roundtable.annex_pdf.pdf import AnnexResult

_REMEDIES = {
    "cjk": "Install Roundtable with its extra “cjk”, or a font of this script.",
    "scripts": "Install Roundtable with its extra “scripts”, or a font of this script.",
    "font": "Install a font that has them.",
    "remove": "Remove them: no font can have them.",
}


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    annex = add("annex", _write_annex, "write a roundtable's annex as PDF")
    add_file(annex)
    annex.add_argument("--roundtable", metavar="CODE", help="optional if the workspace has only one")
    annex.add_argument("--language", choices=LANGUAGES, default="en")
    add_recipient(annex)
    annex.add_argument("--with-coverage", action="store_true", help="add pages on coverage, balance and gaps")
    annex.add_argument("--cleared-only", action="store_true", help="leave out practices that are not cleared")
    _add_options(annex)
    add_json(annex, "print the page count and what to check as JSON")


def _add_options(annex: argparse.ArgumentParser) -> None:
    """Add options named as in AnnexOptions; those that are not given are as the roundtable has them."""
    annex.add_argument("--style", choices=STYLES, help="large is large print, for readers with low vision")
    annex.add_argument("--paper", choices=PAPERS)
    for flag, name, explanation in (
        ("--plain", "is_plain", "in black and grey"),
        ("--printed-labels", "has_printed_labels", "labels in title case, as in the papers (Web Links)"),
        ("--numbers", "is_numbered", "number areas and practices"),
        ("--index", "has_index", "add an index of countries and terms"),
    ):
        annex.add_argument(flag, action=argparse.BooleanOptionalAction, dest=name, help=explanation)
    words = number_from(0, "must be at least 0, which is for all words")
    annex.add_argument("--word-limit", type=words, metavar="N", help="shorten longer summaries; 0 for none")
    annex.add_argument("--fields", type=_field_names, metavar="NAME,NAME", help="the fields to print, in their order")


def _field_names(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.replace(" ", "").split(",") if name)
    if not names or not set(names) <= set(FIELDS) or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"must be some of: {', '.join(FIELDS)}")
    return names


def _chosen_options(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the options that were given."""
    given = {field.name: getattr(chosen, field.name) for field in fields(AnnexOptions)}
    return {name: value for name, value in given.items() if value is not None}


def _write_annex(chosen: argparse.Namespace) -> int:
    """Write a roundtable's annex."""
    from roundtable import exports

    wanted_suffix(chosen.file, {".pdf": "the annex"}, "which an annex cannot be written as")
    with opened(chosen) as workspace:
        result = exports.annex(
            workspace,
            chosen.file,
            roundtable=chosen.roundtable,
            language=chosen.language,
            with_coverage=chosen.with_coverage,
            cleared_only=chosen.cleared_only,
            options=_chosen_options(chosen),
            recipient=chosen.recipient,
            progress=terminal_progress(),
            tell_missing=None if chosen.json else _tell_missing,
        )
    if chosen.json:
        print_json(
            {
                "file": str(chosen.file),
                "pages": result.pages,
                "practices": result.practices,
                "missing_letters": [
                    {
                        "id": one.practice,
                        "title": one.heading,
                        "script": one.script,
                        "letters": one.letters,
                        "fields": list(one.fields),
                        "remedy": _REMEDIES[one.remedy],
                    }
                    for one in result.missing
                ],
                "untranslated": [_named(one) for one in result.untranslated],
                "drafts": [_named(one) for one in result.drafts],
                "shortened": [_named(one) for one in result.shortened],
                "without_text": [_named(one) for one in result.without_text],
                "left_out": [{"id": one.id, "title": one.title} for one in result.left_out],
            }
        )
        return 0
    print(chosen.file)
    for line in _told(result, chosen.language):
        print(line, file=sys.stderr)
    return 0


def _told(result: "AnnexResult", language: str) -> Iterator[str]:
    """Say in a line each how large an annex is, and what its readers might miss or should not yet see."""
    from roundtable.annex.printed_practice import words_in

    sizes = (("pages", result.pages), ("practices", result.practices), ("drafts", len(result.drafts)))
    yield ", ".join(counted(count, things) for things, count in sizes) + "."
    for what, practices in (
        ("Not translated, printed in the original language", result.untranslated),
        ("Printed although not cleared", result.drafts),
        ("Shortened", result.shortened),
        ("Printed although no text was received", result.without_text),
    ):
        if practices:
            is_all = len(practices) == result.practices > 1
            yield f"{what}: {'all' if is_all else _titles(one.heading for one in practices)}."
    if result.left_out:
        untitled = words_in(language).heading_of_untitled
        countries = (one.countries[0].printed if one.countries else "" for one in result.left_out)
        titles = (one.title or untitled(country) for one, country in zip(result.left_out, countries, strict=True))
        yield f"Left out because not cleared: {_titles(titles)}."


def _titles(titles: Iterable[str]) -> str:
    return "; ".join(f"“{short(title)}”" for title in titles)


def _named(practice: "AnnexPractice") -> dict[str, str]:
    return {"id": practice.id, "title": practice.heading}


def _tell_missing(missing: "Sequence[MissingLetters]") -> None:
    """Say in one line a practice and script which letters print as a replacement, where, and what helps."""
    for one in missing:
        count = len(one.letters)
        letters = f"{one.script} letters" if one.script else "symbols"
        place = f"“{short(one.heading)}”" if one.practice else "the front matter"
        some = "".join(letter if letter.isprintable() else f"U+{ord(letter):04X} " for letter in one.letters[:8])
        what = f"{counted(count, letters)} ({some.strip()}{'…' if count > 8 else ''})"
        fields = ", ".join(one.fields).replace("_", " ")
        print(f"No installed font has {what} of {place}, in: {fields}. {_REMEDIES[one.remedy]}", file=sys.stderr)
