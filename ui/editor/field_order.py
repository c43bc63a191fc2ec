"""Order of the practice editor's fields: those of the annex first, the optional ones in collapsible groups."""

from PySide6.QtCore import QCoreApplication, QSettings

from ui.base.theme import Theme
from ui.editor.chips_field import ChipsField
from ui.editor.field_group import Fold
from ui.editor.image_field import ImageField
from ui.editor.links_field import LinksField
from ui.editor.list_fields import ExtrasField, PartnersField
from ui.editor.translations_field import VersionsField
from ui.editor.value_choices import CountryChoices, ListChoices, TermChoices
from ui.fields.text_fields import LineField, LongTextField, StatusField, SuggestedField, SummaryField, TitleField
from ui.widgets.build import Piece, column, row

translate = QCoreApplication.translate
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
    theme: Theme, settings: QSettings, countries: CountryChoices, areas: TermChoices, tags: TermChoices
) -> list[Piece]:
    """Make the fields in their order, the optional ones in collapsible groups."""
    title, summary = TitleField(StatusField()), SummaryField()
    versions = VersionsField(lambda: (title.value(), summary.value()))
    year, day = translate("Editor", "2012, or 2012-05"), translate("Editor", "2012-05-31")
    groups: tuple[tuple[str, str, list[Piece]], ...] = (
        (
            "agendas",
            translate("Editor", "GFMD, Compact and 2030 Agenda"),
            [
                ChipsField("gfmd_sources", ListChoices("gfmd_source"), theme),
                ChipsField("gcm_objectives", ListChoices("gcm_objective"), theme),
                ChipsField("sdg_targets", ListChoices("sdg_target"), theme),
            ],
        ),
        (
            "time",
            translate("Editor", "Timeframe and budget"),
            [
                row(LineField("starts", prompt=year), LineField("ends", prompt=year)),
                _suggested("progress"),
                row(LineField("budget"), _suggested("currency")),
            ],
        ),
        (
            "results",
            translate("Editor", "Results and lessons"),
            _long_texts("beneficiaries", "results", "evidence", "evaluation", "lessons", "replicability"),
        ),
        (
            "people",
            translate("Editor", "Level and people"),
            [
                *(_suggested("level"), LineField("reach")),
                *_long_texts("gender_aspects", "child_aspects", "disability_aspects"),
            ],
        ),
        ("picture", translate("Editor", "Picture"), [ImageField(settings), LineField("image_rights")]),
        (
            "contact",
            translate("Editor", "Contact and clearance"),
            [
                *(*_long_texts("contact"), _suggested("publication_consent")),
                row(LineField("cleared_by"), LineField("cleared_on", prompt=day)),
            ],
        ),
        ("labels", translate("Editor", "Other labels"), [ExtrasField(theme)]),
        (
            "languages",
            translate("Editor", "Languages"),
            [_suggested("language", translate("Editor", "Language of the original")), versions],
        ),
        ("notes", translate("Editor", "Notes"), _long_texts("notes")),
    )
    return [
        title,
        ChipsField("countries", countries, theme),
        PartnersField(theme),
        ChipsField("thematic_areas", areas, theme),
        ChipsField("tags", tags, theme),
        summary,
        LinksField(theme),
        column(*(Fold(name, heading, content, settings) for name, heading, content in groups)),
    ]


def _suggested(name: str, words: str = "") -> Piece:
    return SuggestedField(name, usual(name), words)


def _long_texts(*names: str) -> list[Piece]:
    return [LongTextField(name) for name in names]
