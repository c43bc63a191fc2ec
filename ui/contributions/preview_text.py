"""Texts of the contributions page: problems, changes since the last contribution, earlier handovers."""

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.checks.rules import SUMMARY_ADVICE, Problem
from roundtable.contribution.preview import News, Outlook
from ui.practices.usage_pane import handover_line
from ui.widgets.reading_pane import Writer

translate = QCoreApplication.translate

_SHOWN = 30
"""How many practices of one kind are named."""


def write_outlook(found: Outlook, locale: QLocale, writer: Writer) -> None:
    """Write the state of a contribution."""
    writer.title(translate("Contributions", "The next contribution"))
    for count, pill, tone in (
        (found.ready, translate("Contributions", "Ready"), "ok"),
        (len(found.rows) - found.ready, translate("Contributions", "Not ready"), "warning"),
    ):
        if count:
            writer.caption(translate("Contributions", "%n practice(s)", None, count), pill=pill, tone=tone)
    writer.heading(translate("Contributions", "Contacts"))
    held = translate("Contributions", "%n practice(s) name a contact.", None, found.contacts)
    stay = translate("Contributions", "They are left out unless you include them.")
    writer.line(f"{held} {stay}" if found.contacts else translate("Contributions", "No practice names a contact."))
    _write_news(found, locale, writer)
    writer.heading(translate("Contributions", "Sent so far"))
    for handover in found.earlier:
        name, change = translate("Contributions", "Name recipient…"), translate("Contributions", "Change recipient…")
        do = change if handover.recipient else name
        writer.handover(handover.id, handover_line(handover, locale), handover.author, do)
    if not found.earlier:
        writer.line(translate("Contributions", "Nothing yet."))


def _write_news(found: Outlook, locale: QLocale, writer: Writer) -> None:
    writer.heading(translate("Contributions", "Since the last contribution"))
    if found.last is None:
        writer.line(translate("Contributions", "This will be the first."))
        return
    writer.line(handover_line(found.last, locale))
    changes = (
        (translate("Contributions", "New since"), "ok", [row for row in found.rows if row.news == "new"]),
        (translate("Contributions", "Changed since"), "warning", [row for row in found.rows if row.news == "changed"]),
        (translate("Contributions", "Removed since"), "bad", found.gone),
    )
    for pill, tone, practices in changes:
        if practices:
            writer.caption(translate("Contributions", "%n practice(s)", None, len(practices)), pill=pill, tone=tone)
        for one in practices[:_SHOWN]:
            writer.practice(one.id, one.title or translate("Contributions", "(no title)"))
        if len(practices) > _SHOWN:
            writer.line(translate("Contributions", "and %n more", None, len(practices) - _SHOWN))
    if not any(practices for _, _, practices in changes):
        writer.line(translate("Contributions", "Nothing has changed."))


def news(value: News) -> str:
    """Return how a practice differs from the last contribution."""
    return {
        "": "",
        "new": translate("Contributions", "new since"),
        "changed": translate("Contributions", "changed since"),
    }[value]


def problem(found: Problem) -> str:
    """Describe a problem in a few words."""
    said = {
        "no title": translate("Problems", "no title"),
        "no summary": translate("Problems", "no summary"),
        "no country": translate("Problems", "no country"),
        "not cleared": translate("Problems", "not cleared"),
        "no tags": translate("Problems", "no tags (highly recommended)"),
        "long summary": translate("Problems", "summary of {detail} words (at most {advised} recommended)"),
        "run-in list": translate("Problems", "list within a line: {detail}"),
        "off-list area": translate("Problems", "thematic area not in the vocabulary: {detail}"),
        "off-list tag": translate("Problems", "tag not in the vocabulary: {detail}"),
        "unknown place": translate("Problems", "place not in the vocabulary: {detail}"),
        "no font": translate("Problems", "letters without a font: {detail}"),
    }[found.rule]
    return said.replace("{advised}", str(SUMMARY_ADVICE)).replace("{detail}", found.detail)
