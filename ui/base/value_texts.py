"""Texts of record values in the window: dates, statuses, roles, lists that must fit a cell."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from roundtable.records.handover import HandoverRecord
from roundtable.records.practice import Country, Image, Partner, Role, Status, Translation

translate = QCoreApplication.translate

Tone = str
"""Colour meaning of a pill: ``ok``, ``warning`` or ``accent``; its text is always shown, too."""


def status(value: Status) -> str:
    """Return the text of a status; one that only a damaged file holds stays as it is, as with all below."""
    return {
        "draft": translate("Status", "Draft"),
        "in clearance": translate("Status", "In clearance"),
        "cleared": translate("Status", "Cleared"),
        "submitted": translate("Status", "Submitted"),
    }.get(value, value)


def tone(value: Status) -> Tone:
    """Return the tone of a status."""
    return {"draft": "warning", "in clearance": "accent", "cleared": "ok", "submitted": "ok"}.get(value, "warning")


def language(code: str) -> str:
    """Return the name of a language by its code (ISO 639-1); an unknown code stays as it is."""
    known = {
        "en": translate("Language", "English"),
        "fr": translate("Language", "French"),
        "es": translate("Language", "Spanish"),
    }
    named = QLocale.codeToLanguage(code)
    return known.get(code) or (code if named is QLocale.Language.AnyLanguage else QLocale.languageToString(named))


@cache
def languages() -> list[tuple[str, str]]:
    """Return the codes (ISO 639-1) and names of the languages: those of the annex first, the others by name."""
    names: dict[str, str] = {}
    for found in QLocale.Language:
        code = QLocale.languageToCode(found, QLocale.LanguageCodeType.ISO639Part1)
        if code and found not in (QLocale.Language.AnyLanguage, QLocale.Language.C):
            names.setdefault(code, language(code))
    first = ("en", "fr", "es")
    others = sorted((name, code) for code, name in names.items() if code not in first)
    return [*((code, language(code)) for code in first), *((code, name) for name, code in others)]


def language_code(text: str) -> str:
    """Return the code of a language by its code or its name, in English, French, Spanish or the language itself.

    A text that names none stays as it is.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return ""
    for code, name in languages():
        own = QLocale(code).nativeLanguageName()
        if wanted in (code, name.casefold(), own.casefold(), *_LANGUAGE_NAMES.get(code, ())):
            return code
    return text.strip()


_LANGUAGE_NAMES = {
    "en": ("anglais", "inglés", "ingles"),
    "fr": ("français", "francais", "francés", "frances"),
    "es": ("espagnol", "español", "espanol", "castellano"),
    "pt": ("portugais", "portugués", "portugues"),
    "ar": ("arabe", "árabe"),
    "ru": ("russe", "ruso"),
    "zh": ("chinois", "chino"),
}


def gap_state(value: str) -> str:
    """Return the text of a gap's state."""
    return {
        "no practice known": translate("Gap", "No practice known"),
        "request sent": translate("Gap", "Request sent"),
        "declined": translate("Gap", "Declined"),
        "not relevant": translate("Gap", "Not relevant"),
        "in preparation": translate("Gap", "In preparation"),
    }.get(value, value)


def role(value: Role) -> str:
    """Return the text of a partner's role."""
    return {
        "partner": translate("Role", "partner"),
        "funder": translate("Role", "funder"),
        "co-funder": translate("Role", "co-funder"),
        "coordination": translate("Role", "coordination"),
    }.get(value, value)


def local(moment: str) -> QDateTime:
    """Return a UTC moment (ISO 8601) in local time."""
    return QDateTime.fromSecsSinceEpoch(int(datetime.fromisoformat(moment).timestamp()))


DATE_FORMS = ("words", "iso")
"""How dates are written: 5 Dec 2026, or 2026-12-05."""
_DATE_FORM = "date_form"
"""The property of the application that says which: every date of the window follows it, as it does the locale."""


def use_date_form(form: str) -> None:
    """Write dates in another of ``DATE_FORMS`` from now on."""
    if application := QCoreApplication.instance():
        application.setProperty(_DATE_FORM, form)


def date_form() -> str:
    """Return the one of ``DATE_FORMS`` in which dates are written."""
    application = QCoreApplication.instance()
    return str(application.property(_DATE_FORM) or DATE_FORMS[0]) if application else DATE_FORMS[0]


def written_date(at: QDate, locale: QLocale, form: str = "", *, is_short: bool = False) -> str:
    """Return a date in a form, that in use where none is given; in short without this year where it is in words."""
    if (form or date_form()) == "iso":
        return at.toString(Qt.DateFormat.ISODate)
    return locale.toString(at, "d MMM" if is_short and at.year() == QDate.currentDate().year() else "d MMM yyyy")


def day(moment: str, locale: QLocale) -> str:
    """Return the day of a UTC moment: today, a day and month of this year, or a full date."""
    at = local(moment).date()
    return translate("Dates", "today") if at == QDate.currentDate() else written_date(at, locale, is_short=True)


def calendar_day(value: str, locale: QLocale) -> str:
    """Return the text of a day ``YYYY-MM-DD``; other texts stay as they are."""
    at = QDate.fromString(value, Qt.DateFormat.ISODate)
    return written_date(at, locale) if at.isValid() else value


def moment(value: str, locale: QLocale) -> str:
    """Return the day and time of a UTC moment."""
    return f"{day(value, locale)} {locale.toString(local(value).time(), QLocale.FormatType.ShortFormat)}"


def handover(record: HandoverRecord, locale: QLocale) -> str:
    """Say what was handed over when, and to whom if that is known."""
    texts = {
        "annex": translate("Handover", "Annex of {when}"),
        "contribution": translate("Handover", "Contribution of {when}"),
    }
    if record.recipient:
        texts = {
            "annex": translate("Handover", "Annex sent to {recipient}, {when}"),
            "contribution": translate("Handover", "Contribution sent to {recipient}, {when}"),
        }
    return texts[record.kind].format(when=moment(record.at, locale), recipient=record.recipient)


def plain(value: Any) -> str:
    """Return a value of a record as text, the values of a list one a line."""
    match value:
        case tuple():
            return "\n".join(_one(part) for part in value)
        case _:
            return _one(value)


def _one(value: Any) -> str:
    match value:
        case None:
            return ""
        case Country(printed=text) | Image(name=text):
            return str(text)
        case Partner(name=name, role=kind):
            return f"{name} ({role(kind)})"
        case Translation(language=code, title=title, summary=summary):
            return f"{language(code)}: {title}\n{summary}".strip()
        case (label, text):
            return f"{label}: {text}"
    return str(value)


def some(values: Sequence[str], shown: int) -> str:
    """Return the first few values of a list and the number of the rest: ``Germany, Ghana +2``."""
    named = ", ".join(values[:shown])
    return f"{named} +{len(values) - shown}" if len(values) > shown else named
