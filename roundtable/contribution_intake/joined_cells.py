"""Cells that make one value or practice: of several columns, of rows below a merged title, of a link and its text."""

from collections.abc import Sequence
from dataclasses import replace

from roundtable.contribution.columns import BY_KEY
from roundtable.contribution_intake.returned_workbook import ReturnedRow
from roundtable.contribution_intake.unknown_columns import column_name
from roundtable.records.intake import Problem
from roundtable.sheet_table.heading_words import PERIOD

_PROSE = ("summary", "results", "lessons")


def of_columns(key: str, cells: Sequence[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    """Join the cells of several columns of one meaning; of one value the first is taken, others are returned."""
    texts = list(dict.fromkeys(text for _, text in cells))
    if _is_several(key) or key == "contact":
        return "\n".join(texts), []
    return (texts or [""])[0], [(n, text) for n, text in cells[1:] if text.strip() != texts[0].strip()]


def continued(row: ReturnedRow, more: ReturnedRow) -> ReturnedRow:
    """Join a row below a merged title with the one that has the title: it goes on with its lists and prose."""
    texts, extra, problems = dict(row.texts), [*row.extra, *more.extra], [*row.problems, *more.problems]
    for key, text in more.texts.items():
        lines = texts.get(key, "").split("\n")
        if not text.strip() or key in more.merged or text in lines:
            continue
        if _is_several(key):
            texts[key] = "\n".join(dict.fromkeys(filter(None, (*lines, *text.split("\n")))))
        elif key in _PROSE:
            texts[key] = "\n\n".join(filter(None, (texts.get(key, ""), text)))
        else:
            extra.append((column_name(key), text, more.columns[key]))
            message = "The row goes on with the practice above, which says otherwise; this is kept in the notes."
            problems.append(Problem(BY_KEY[key].field, message, more.where(key)))
    words_mapped, words_kept = row.words_mapped + more.words_mapped, row.words_kept + more.words_kept
    return replace(
        row,
        texts=texts,
        extra=tuple(extra),
        problems=tuple(problems),
        words_mapped=words_mapped,
        words_kept=words_kept,
    )


def with_address(text: str, address: str) -> str:
    """Add the address behind a link that shows only its caption."""
    address = address.removeprefix("mailto:")
    shows_one = "://" in text or "www." in text or "\n" in text.strip() or address.casefold() in text.casefold()
    return text if shows_one or not text.strip() else f"{text.strip()}: {address}"


def _is_several(key: str) -> bool:
    return key != PERIOD and (BY_KEY[key].format.is_several or BY_KEY[key].field == "tags")
