"""Which field stands where in the editor: those of the annex first, the optional ones in groups that fold.

Only arranges; every field of a practice record stands here once.
"""

from PySide6.QtCore import QCoreApplication, QSettings

from ui.base.theme import Theme
from ui.editor.chips_field import ChipsField
from ui.editor.extras_field import ExtrasField
from ui.editor.field_group import Fold
from ui.editor.image_field import ImageField
from ui.editor.links_field import LinksField
from ui.editor.partners_field import PartnersField
from ui.editor.translations_field import VersionsField
from ui.editor.value_choices import CountryChoices, ListChoices, TermChoices
from ui.fields.text_fields import LineField, LongTextField, StatusField, SuggestedField, SummaryField, TitleField
from ui.widgets.build import Piece, column, row

translate = QCoreApplication.translate
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "JPY")


def usual(field: str) -> tuple[str, ...]:
    """Return the usual values of a field of one line; any other is as good."""
    return {
        "progress": (
            translate("Editor", "planned"),
            translate("Editor", "ongoing"),
            translate("Editor", "completed"),
        ),
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
    """Make the fields in their order, the optional ones in folding groups."""
    title, summary = TitleField(StatusField()), SummaryField()
    versions = VersionsField(lambda: (title.value(), summary.value()))
    groups = (
        ("agendas", translate("Editor", "GFMD, Compact and 2030 Agenda"), _agendas(theme)),
        ("time", translate("Editor", "Timeframe and budget"), _time()),
        ("results", translate("Editor", "Results and lessons"), _results()),
        ("people", translate("Editor", "Level and people"), _people()),
        ("picture", translate("Editor", "Picture"), [ImageField(settings), LineField("image_rights")]),
        ("contact", translate("Editor", "Contact and clearance"), _contact()),
        ("labels", translate("Editor", "Other labels"), [ExtrasField(theme)]),
        ("languages", translate("Editor", "Languages"), [_language(), versions]),
        ("notes", translate("Editor", "Notes"), [LongTextField("notes")]),
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


def _agendas(theme: Theme) -> list[Piece]:
    return [
        ChipsField("gfmd_sources", ListChoices("gfmd_source"), theme),
        ChipsField("gcm_objectives", ListChoices("gcm_objective"), theme),
        ChipsField("sdg_targets", ListChoices("sdg_target"), theme),
    ]


def _time() -> list[Piece]:
    prompt = translate("Editor", "2012, or 2012-05")
    return [
        row(LineField("starts", prompt), LineField("ends", prompt)),
        SuggestedField("progress", usual("progress")),
        row(LineField("budget"), SuggestedField("currency", usual("currency"))),
    ]


def _results() -> list[Piece]:
    names = ("beneficiaries", "results", "evidence", "evaluation", "lessons", "replicability")
    return [LongTextField(name) for name in names]


def _people() -> list[Piece]:
    names = ("gender_aspects", "child_aspects", "disability_aspects")
    return [SuggestedField("level", usual("level")), LineField("reach"), *(LongTextField(name) for name in names)]


def _contact() -> list[Piece]:
    return [
        LongTextField("contact"),
        SuggestedField("publication_consent", usual("publication_consent")),
        row(LineField("cleared_by"), LineField("cleared_on", translate("Editor", "2012-05-31"))),
    ]


def _language() -> Piece:
    return SuggestedField("language", usual("language"), translate("Editor", "Language of the original"))
