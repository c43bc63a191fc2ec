"""Order of the practice editor's fields: those of the annex first, the optional ones in collapsible groups."""

from PySide6.QtCore import QCoreApplication, QSettings

from roundtable.vocabulary.term_lookup import ListKind
from ui.base.theme import Theme
from ui.editor.chips_field import ChipsField
from ui.editor.field_group import Fold
from ui.editor.image_field import ImageField
from ui.editor.links_field import LinksField
from ui.editor.list_fields import ExtrasField, PartnersField
from ui.editor.step_labels import LONG_TEXTS
from ui.editor.translations_field import VersionsField
from ui.editor.value_choices import CountryChoices, ListChoices, TermChoices
from ui.fields.date_field import DateField
from ui.fields.field import Field
from ui.fields.text_fields import (
    LanguageField,
    LineField,
    LongTextField,
    StatusField,
    SuggestedField,
    SummaryField,
    TitleField,
)
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.factories import Piece, column, row

translate = QCoreApplication.translate
PARAGRAPHS = LONG_TEXTS | {"contact"}
_LISTS: dict[str, ListKind] = {
    "gfmd_sources": "gfmd_source",
    "gcm_objectives": "gcm_objective",
    "sdg_targets": "sdg_target",
}
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "JPY")


def usual(field: str) -> tuple[str, ...]:
    """Return the suggested values of a field of one line."""
    return {
        "progress": (translate("Editor", "planned"), translate("Editor", "ongoing"), translate("Editor", "completed")),
        "currency": _CURRENCIES,
        "level": (
            *(translate("Editor", "local"), translate("Editor", "national")),
            *(translate("Editor", "regional"), translate("Editor", "global")),
        ),
        "publication_consent": (translate("Editor", "yes"), translate("Editor", "no"), translate("Editor", "asked")),
        "language": ("en", "fr", "es"),
    }.get(field, ())


def fields(
    theme: Theme,
    settings: QSettings,
    choices: tuple[CountryChoices, TermChoices, TermChoices],
    partners: BackgroundQuery,
) -> list[Piece]:
    """Make the fields in their order, the optional ones in collapsible groups.

    The ``choices`` are of countries, thematic areas and tags; ``partners`` are asked for their names.
    """
    countries, areas, tags = choices
    title, summary = TitleField(StatusField()), SummaryField(settings)
    special: dict[str, Field] = {
        "image": ImageField(settings),
        "extra": ExtrasField(theme),
        "translations": VersionsField(lambda: (title.value(), summary.value())),
        "language": LanguageField("language", translate("Editor", "Language of the original")),
    }

    def made(names: str | tuple[str, ...]) -> Piece:
        """Make a field, or several side by side."""
        if isinstance(names, tuple):
            return row(*map(made, names))
        return special.get(names) or _field(names, theme)

    folds = (Fold(name, heading, [made(names) for names in content], settings) for name, heading, content in _groups())
    return [
        title,
        ChipsField("countries", countries, theme),
        PartnersField(theme, partners),
        ChipsField("thematic_areas", areas, theme),
        ChipsField("tags", tags, theme),
        summary,
        LinksField(theme),
        column(*folds),
    ]


def _groups() -> tuple[tuple[str, str, tuple[str | tuple[str, ...], ...]], ...]:
    """Return the optional fields by group: its name, its heading, its fields, in a tuple those side by side."""
    return (
        ("agendas", translate("Editor", "GFMD, GCM and 2030 Agenda"), tuple(_LISTS)),
        (
            "time",
            translate("Editor", "Timeframe and budget"),
            (("starts", "ends"), "progress", ("budget", "currency")),
        ),
        (
            "results",
            translate("Editor", "Results and lessons"),
            ("beneficiaries", "results", "evidence", "evaluation", "lessons", "replicability"),
        ),
        (
            "people",
            translate("Editor", "Level and people"),
            ("level", "reach", "gender_aspects", "child_aspects", "disability_aspects"),
        ),
        ("picture", translate("Editor", "Image"), ("image", "image_rights")),
        (
            "contact",
            translate("Editor", "Contact and clearance"),
            ("contact", "publication_consent", ("cleared_by", "cleared_on")),
        ),
        ("labels", translate("Editor", "Further fields"), ("extra",)),
        ("languages", translate("Editor", "Languages"), ("language", "translations")),
        ("notes", translate("Editor", "Notes"), ("notes",)),
    )


def _field(name: str, theme: Theme) -> Field:
    if name in PARAGRAPHS:
        return LongTextField(name)
    if name in _LISTS:
        return ChipsField(name, ListChoices(_LISTS[name]), theme)
    if suggestions := usual(name):
        return SuggestedField(name, suggestions)
    if name == "cleared_on":
        return DateField(name, theme, is_past=True, is_free=True)
    year = translate("Editor", "2012, or 2012-05")
    return LineField(name, prompt={"starts": year, "ends": year}.get(name, ""))
