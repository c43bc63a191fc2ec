"""What the pane says of the next contribution: how ready it is, what is new since the last, what was handed over.

Says what the services found; must not look anything up.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.checks.rules import SUMMARY_ADVICE, Problem
from roundtable.contribution.preview import News, Outlook
from ui.practices.usage_pane import handover_line
from ui.widgets.reading_pane import Writer

translate = QCoreApplication.translate

_SHOWN = 30
"""How many practices of one kind are named; the table shows them all."""


def write_outlook(found: Outlook, locale: QLocale, writer: Writer) -> None:
    """Write the state of a contribution."""
    left = len(found.rows) - found.ready
    writer.title(translate("Contributions", "The next contribution"))
    if found.ready:
        writer.caption(
            translate("Contributions", "%n practice(s)", None, found.ready),
            pill=translate("Contributions", "Ready"),
            tone="ok",
        )
    if left:
        writer.caption(
            translate("Contributions", "%n practice(s)", None, left),
            pill=translate("Contributions", "Not ready"),
            tone="warning",
        )
    writer.heading(translate("Contributions", "Contacts"))
    held = translate("Contributions", "%n practice(s) name a contact.", None, found.contacts)
    stay = translate("Contributions", "They stay here unless you take them along.")
    writer.line(f"{held} {stay}" if found.contacts else translate("Contributions", "No practice names a contact."))
    _write_news(found, locale, writer)
    writer.heading(translate("Contributions", "Handed over so far"))
    for handover in found.earlier:
        writer.line(handover_line(handover, locale), handover.author)
    if not found.earlier:
        writer.line(translate("Contributions", "Nothing yet."))


def _write_news(found: Outlook, locale: QLocale, writer: Writer) -> None:
    writer.heading(translate("Contributions", "Since the last contribution"))
    if found.last is None:
        writer.line(translate("Contributions", "This will be the first."))
        return
    writer.line(handover_line(found.last, locale))
    told = list(_news_of(found))
    for pill, tone, practices in told:
        writer.caption(translate("Contributions", "%n practice(s)", None, len(practices)), pill=pill, tone=tone)
        for uid, title in practices[:_SHOWN]:
            writer.practice(uid, title or translate("Contributions", "(no title)"))
        if len(practices) > _SHOWN:
            writer.line(translate("Contributions", "and %n more", None, len(practices) - _SHOWN))
    if not told:
        writer.line(translate("Contributions", "Nothing has changed."))


def _news_of(found: Outlook) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Give what is new, changed and gone, where there is any: how it is called, its tone, and the practices."""
    new = [(row.id, row.title) for row in found.rows if row.news == "new"]
    changed = [(row.id, row.title) for row in found.rows if row.news == "changed"]
    gone = [(one.id, one.title) for one in found.gone]
    for pill, tone, practices in (
        (translate("Contributions", "New since"), "ok", new),
        (translate("Contributions", "Changed since"), "warning", changed),
        (translate("Contributions", "Gone since"), "bad", gone),
    ):
        if practices:
            yield pill, tone, practices


def news(value: News) -> str:
    """Say how a practice stands to the last contribution."""
    return {
        "": "",
        "new": translate("Contributions", "new since"),
        "changed": translate("Contributions", "changed since"),
    }[value]


def problem(found: Problem) -> str:
    """Say a problem in a few words."""
    said = {
        "no title": translate("Problems", "no title"),
        "no summary": translate("Problems", "no summary"),
        "no country": translate("Problems", "no country"),
        "not cleared": translate("Problems", "not cleared"),
        "no tags": translate("Problems", "no tags (highly recommended)"),
        "long summary": translate("Problems", "summary of {detail} words (at most {advised} advised)"),
        "off-list area": translate("Problems", "area on no list: {detail}"),
        "off-list tag": translate("Problems", "tag on no list: {detail}"),
    }[found.rule]
    return said.replace("{advised}", str(SUMMARY_ADVICE)).replace("{detail}", found.detail)
