"""Texts of record values in the window: dates, statuses, roles, lists that must fit a cell."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt, QTime

from roundtable.records.practice import Role, Status

translate = QCoreApplication.translate

Tone = str
"""The colour meaning of a pill: ``ok``, ``warning`` or ``accent``; the word is always there too."""


def status(value: Status) -> str:
    """Say a practice's status."""
    return {
        "draft": translate("Status", "Draft"),
        "in clearance": translate("Status", "In clearance"),
        "cleared": translate("Status", "Cleared"),
        "submitted": translate("Status", "Submitted"),
    }[value]


def tone(value: Status) -> Tone:
    """Name the colour meaning of a status."""
    return {"draft": "warning", "in clearance": "accent", "cleared": "ok", "submitted": "ok"}[value]


def language(code: str) -> str:
    """Say the language that a code (ISO 639-1) names; a code that names none says itself."""
    known = {
        "en": translate("Language", "English"),
        "fr": translate("Language", "French"),
        "es": translate("Language", "Spanish"),
    }
    named = QLocale.codeToLanguage(code)
    return known.get(code) or (code if named is QLocale.Language.AnyLanguage else QLocale.languageToString(named))


def gap_state(value: str) -> str:
    """Say how far the search for a practice is."""
    return {
        "no practice known": translate("Gap", "No practice known"),
        "request sent": translate("Gap", "Request sent"),
        "declined": translate("Gap", "Declined"),
        "not relevant": translate("Gap", "Not relevant"),
        "in preparation": translate("Gap", "In preparation"),
    }[value]


def role(value: Role) -> str:
    """Say what an organisation is to a practice."""
    return {
        "partner": translate("Role", "partner"),
        "funder": translate("Role", "funder"),
        "co-funder": translate("Role", "co-funder"),
        "coordination": translate("Role", "coordination"),
    }[value]


def local(moment: str) -> QDateTime:
    """Read a UTC moment (ISO 8601) as the person's clock shows it."""
    at = datetime.fromisoformat(moment).astimezone()
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute, at.second))


def day(moment: str, locale: QLocale) -> str:
    """Say a UTC moment as a day: today, the day and month of this year, or a whole date."""
    at = local(moment).date()
    today = QDate.currentDate()
    if at == today:
        return translate("Dates", "today")
    return locale.toString(at, "d MMM" if at.year() == today.year() else "d MMM yyyy")


def calendar_day(value: str, locale: QLocale, *, is_short: bool = False) -> str:
    """Say a day kept as ``YYYY-MM-DD``, in short without this year; what is no day is said as it is."""
    at = QDate.fromString(value, Qt.DateFormat.ISODate)
    form = "d MMM" if is_short and at.year() == QDate.currentDate().year() else "d MMM yyyy"
    return locale.toString(at, form) if at.isValid() else value


def moment(value: str, locale: QLocale) -> str:
    """Say a UTC moment as a day and a time."""
    return f"{day(value, locale)} {locale.toString(local(value).time(), QLocale.FormatType.ShortFormat)}"


def some(values: Sequence[str], shown: int) -> str:
    """Name the first few of a list and count the rest: ``Germany, Ghana +2``."""
    named = ", ".join(values[:shown])
    return f"{named} +{len(values) - shown}" if len(values) > shown else named
