"""Column table of the contribution workbook; it drives the writer, the import and the help."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from roundtable.contribution import cell_formats
from roundtable.contribution.cell_formats import Format, Setting, Value
from roundtable.contribution.workbook_words import words
from roundtable.records.output_format import LANGUAGES
from roundtable.vocabulary.place_lookup import Places

ListName = Literal["thematic_area", "tag", "place", "gcm_objective", "sdg_target", "gfmd_source"]
LIST_NAMES: tuple[ListName, ...] = ("thematic_area", "tag", "place", "gcm_objective", "sdg_target", "gfmd_source")
TAG_COLUMNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; columns of the same ``field`` hold its values one after the other.

    ``headings`` and ``helps`` are by language; ``width`` counts digits of the font; ``source`` is the drop-down list.
    """

    key: str
    field: str
    headings: Mapping[str, str]
    helps: Mapping[str, str]
    width: int
    format: Format
    source: ListName | None = None
    is_required: bool = False
    is_hidden: bool = False


def read(texts: Mapping[str, str], setting: Setting) -> dict[str, Value]:
    """Turn a row's texts by column key into values by field; ``image`` gives the name of the picture alone."""
    fields: dict[str, Value] = {}
    for column in COLUMNS:
        if column.key in texts:
            text = texts[column.key]
            value = column.format.value(text, setting) if text else _EMPTY[column.key]
            before = fields.get(column.field)
            if isinstance(before, tuple) and isinstance(value, tuple):
                value = (*before, *value)
            fields[column.field] = value
    return fields


def _hidden(key: str, form: Format) -> Column:
    same = dict.fromkeys(LANGUAGES, key)
    return Column(key=key, field=key, headings=same, helps={}, width=40, format=form, is_hidden=True)


def _shown(key: str, width: int, form: Format, *, source: ListName | None = None, is_required: bool = False) -> Column:
    entries = {language: words(language).columns[key] for language in LANGUAGES}
    headings = {language: entry["heading"] for language, entry in entries.items()}
    helps = {language: entry["help"] for language, entry in entries.items()}
    return Column(
        key=key,
        field=key,
        headings=headings,
        helps=helps,
        width=width,
        format=form,
        source=source,
        is_required=is_required,
    )


def _tag(number: int) -> Column:
    column = _shown("tag", 17, cell_formats.one_of("tags", number - 1), source="tag")
    headings = {language: heading.format(number=number) for language, heading in column.headings.items()}
    return replace(column, key=f"tag_{number}", field="tags", headings=headings)


COLUMNS: tuple[Column, ...] = (
    _hidden("id", cell_formats.plain("id")),
    _shown("title", 28, cell_formats.plain("title"), is_required=True),
    _shown("summary", 60, cell_formats.plain("summary"), is_required=True),
    _shown("countries", 20, cell_formats.countries(), source="place", is_required=True),
    _shown("partners", 26, cell_formats.partners()),
    _shown("thematic_areas", 22, cell_formats.several("thematic_areas"), source="thematic_area"),
    *(_tag(number) for number in range(1, TAG_COLUMNS + 1)),
    replace(_shown("further_tags", 16, cell_formats.several("tags", TAG_COLUMNS)), field="tags"),
    _shown("gcm_objectives", 24, cell_formats.several("gcm_objectives"), source="gcm_objective"),
    _shown("sdg_targets", 20, cell_formats.several("sdg_targets"), source="sdg_target"),
    _shown("gfmd_sources", 16, cell_formats.several("gfmd_sources"), source="gfmd_source"),
    _shown("starts", 11, cell_formats.plain("starts")),
    _shown("ends", 11, cell_formats.plain("ends")),
    _shown("budget", 14, cell_formats.plain("budget")),
    _shown("currency", 10, cell_formats.plain("currency")),
    _shown("results", 36, cell_formats.plain("results")),
    _shown("lessons", 36, cell_formats.plain("lessons")),
    _shown("web_links", 34, cell_formats.several("web_links")),
    _shown("contact", 22, cell_formats.plain("contact")),
    _shown("image", 14, cell_formats.image()),
    _hidden("revision", cell_formats.revision()),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
HIDDEN = frozenset(column.key for column in COLUMNS if column.is_hidden)
"""Keys of the columns that no person sees."""
_EMPTY: Mapping[str, Value] = {column.key: column.format.value("", Setting("", Places(()))) for column in COLUMNS}
"""The value of an empty cell by column key."""
