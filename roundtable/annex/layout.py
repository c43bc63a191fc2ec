"""Layout of an annex: each part of the document as strips with structural roles, filled into pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from roundtable.annex import page_style
from roundtable.annex.blocks import (
    Element,
    Strip,
    Stroke,
    elements_of,
    hanging_indent,
    height_of,
    note_mark,
    note_marks,
    run_of,
    shortened,
    strips_of,
)
from roundtable.annex.document import AnnexDocument, AnnexField, AnnexGroup, AnnexPractice
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_breaks import Page, paginate
from roundtable.annex.page_style import TEXT_WIDTH, UNIT, Color, Style
from roundtable.annex.printed_text import Link, Paragraph
from roundtable.mapping.figures import Figures
from roundtable.progress import Progress

_BETWEEN = "; "
_TARGET_MARK = re.compile(r"[A-Z]\d+")
_TEXTS = ("summary", "web_links", "extra")


class Entry(NamedTuple):
    """Hold one heading for the outline and the table of contents; ``depth`` 0 is a group, 1 a practice."""

    anchor: str
    text: str
    depth: int
    style: Style


def lay_out(document: AnnexDocument, fonts: Fonts, progress: Progress) -> list[Page]:
    """Lay out the whole annex; ``progress`` counts the practices."""
    composer = _Composer(document, fonts)
    total = sum(1 for _ in document.practices())
    anchors = {practice.id: _anchor(number) for number, practice in enumerate(document.practices(), 1)}
    body: list[Page] = []
    done = 0
    for group in document.groups:
        section = Element("Sect")
        strips = composer.group_heading(group, section)
        for practice in group.practices:
            done += 1
            strips += composer.practice(practice, _anchor(done), section)
            progress(done, total)
        if also := composer.see_also(group, anchors, section):
            strips[-1].is_kept = True  # a cross-reference never stands alone on the next page
            strips += also
        body += paginate(strips, page_style.BODY_HEIGHT, composer.running_head(group.heading))
    if document.figures:
        strips = [strip for table in document.figures for strip in composer.figures(table)]
        body += paginate(strips, page_style.BODY_HEIGHT, composer.running_head(document.figures[0].heading))
    # the contents take the same lines whatever the numbers are: lay them out once to count their pages, then with them
    front = composer.front({})
    numbers = anchors_by_page(body, first=len(front) + 1)
    return composer.front(numbers) + body


def entries(document: AnnexDocument) -> Iterator[Entry]:
    """Iterate over the headings of the outline and the table of contents."""
    number = 0
    for group in document.groups:
        yield Entry(_group_anchor(group), group.heading, 0, page_style.CONTENTS_GROUP)
        for practice in group.practices:
            number += 1
            style = page_style.CONTENTS if practice.is_titled else page_style.CONTENTS_UNTITLED
            yield Entry(_anchor(number), practice.heading, 1, style)

    for table in document.figures:
        yield Entry(_table_anchor(table), table.heading, 0, page_style.CONTENTS_GROUP)


def _table_anchor(table: Figures) -> str:
    return f"figures-{table.name}"


def _anchor(number: int) -> str:
    return f"practice-{number}"


def _group_anchor(group: AnnexGroup) -> str:
    return f"group-{group.number}"


def anchors_by_page(pages: list[Page], *, first: int) -> dict[str, int]:
    """Return the page number of every anchor; the first of ``pages`` has the number ``first``."""
    placed = ((number, strip) for number, page in enumerate(pages, first) for _, strip in page.placed)
    return {strip.anchor: number for number, strip in placed if strip.anchor}


class _Composer:
    """Compose the parts of one document as strips; its only state are the footnotes called so far."""

    def __init__(self, document: AnnexDocument, fonts: Fonts) -> None:
        self._document = document
        self._words = document.words
        self._fonts = fonts
        self._notes: dict[str, tuple[str, list[Strip]]] = {}
        self._note_rule = Strip(
            4 * UNIT, stroke=Stroke(0.0, page_style.LABEL_WIDTH - 2 * UNIT, 2 * UNIT, page_style.RULE)
        )

    def front(self, numbers: Mapping[str, int]) -> list[Page]:
        """Set the title block, the introduction and the contents with the page ``numbers`` known so far."""
        strips = self._title_block()
        indent = hanging_indent(self._document.introduction, page_style.INTRODUCTION, self._fonts)
        for content, element in elements_of(self._document.introduction, None):
            strips += _spaced(self._text(content, element, page_style.INTRODUCTION, indent), 2 * UNIT)
        if self._document.groups:
            strips += _spaced(
                self._text(Paragraph(self._words.designations), Element("P"), page_style.FOOTNOTE), 4 * UNIT
            )
        if self._document.groups or self._document.figures:
            strips += self._heading(self._words.contents, Element("H2"), page_style.GROUP_TITLE, above=12 * UNIT)
            contents = [Element("TOC")]
            for entry in entries(self._document):
                # the practices of a group stand in a list within that of the groups
                contents = contents[: entry.depth + 1]
                if entry.depth == len(contents):
                    contents.append(Element("TOC", contents[-1]))
                item = Element("Reference", Element("TOCI", contents[-1]))
                strips += self._contents_entry(entry, numbers.get(entry.anchor, 0), item)
        else:
            strips += self._heading(self._words.empty, Element("P"), page_style.LEAD, above=8 * UNIT)
        return paginate(strips, page_style.BODY_HEIGHT, self.running_head(self._words.contents))

    def running_head(self, heading: str) -> str:
        """Compose the running head of the pages under ``heading``."""
        return shortened(f"{self._words.annex} · {heading}", page_style.FURNITURE, self._fonts, 0.75 * TEXT_WIDTH)

    def group_heading(self, group: AnnexGroup, section: Element) -> list[Strip]:
        """Set a group's heading, kept with what follows it."""
        strips = []
        if group.number:
            number = self._words.issue_area.format(number=group.number)
            strips += self._heading(number, Element("P", section), page_style.EYEBROW)
        strips += self._heading(group.heading, Element("H2", section), page_style.GROUP_TITLE)
        strips[0].anchor = _group_anchor(group)
        return strips

    def practice(self, practice: AnnexPractice, anchor: str, group: Element) -> list[Strip]:
        """Set one practice; its title and the fields above its text stay with the text's first lines."""
        section = Element("Sect", group)
        style = page_style.PRACTICE_TITLE if practice.is_titled else page_style.UNTITLED
        title = self._heading(practice.heading, Element("H3", section, practice.language), style, above=9 * UNIT)
        title[0].anchor = anchor
        if practice.remark:
            title += self._heading(practice.remark, Element("P", section), page_style.REMARK)
        title.append(_rule(3 * UNIT, page_style.RULE))
        facts: list[Strip] = []
        texts: list[Strip] = []
        fields = Element("L", section)
        for field in practice.fields:
            if field.name not in _TEXTS:
                facts += _spaced(self._field(field, fields), UNIT)
                continue
            if texts:
                texts[-1].is_kept = True  # a last short field never stands alone on the next page
            texts += _spaced(self._field(field, fields, practice.language), 2 * UNIT if texts else UNIT)
        if facts and texts:
            facts.append(_rule(4 * UNIT, page_style.HAIRLINE))
        if height_of(title) + height_of(facts) <= page_style.BODY_HEIGHT / 2:
            for strip in facts:
                strip.is_kept = True
        strips = title + facts + texts
        strips[-1].is_kept = False
        return strips

    def see_also(self, group: AnnexGroup, anchors: Mapping[str, str], section: Element) -> list[Strip]:
        """Set the cross-references, with links, to practices of other groups."""
        if not group.see_also:
            return []
        links = []
        text = ""
        for practice in group.see_also:
            start = len(text) + len(_BETWEEN) if text else 0
            text += _BETWEEN + practice.heading if text else practice.heading
            links.append(Link(start, len(text), f"#{anchors[practice.id]}"))
        field = AnnexField("see_also", self._words.see_also, (Paragraph(text, links=tuple(links)),))
        rule = _rule(4 * UNIT, page_style.RULE)
        rule.above = 6 * UNIT if group.practices else 2 * UNIT
        return [rule, *self._field(field, Element("L", section))]

    def figures(self, table: Figures) -> list[Strip]:
        """Set a table: numbers in columns, other values as labelled fields under the row's heading."""
        section = Element("Sect")
        strips = self._heading(table.heading, Element("H2", section), page_style.GROUP_TITLE, above=12 * UNIT)
        strips[0].anchor = _table_anchor(table)
        if not table.rows:
            nothing = self._text(Paragraph(table.nothing), Element("P", section), page_style.BODY)
            return strips + _spaced(nothing, 2 * UNIT)
        if table.is_counted:
            strips += self._counted(table, section)
        else:
            strips += self._described(table, section)
        if table.note:
            strips[-1].is_kept = True
            note = self._text(Paragraph(table.note), Element("P", section), page_style.FOOTNOTE)
            strips += _spaced(note, 2 * UNIT)
        return strips

    def _described(self, table: Figures, section: Element) -> list[Strip]:
        """Set each row as labelled fields; rows of which only the second value is filled share a list under it."""
        strips: list[Strip] = []
        listed: dict[str, list[str]] = {}
        for row in table.rows:
            if row[1] and not any(row[2:]):
                listed.setdefault(row[1], []).append(row[0])
            else:
                strips += self._figure(row, table.columns, section)
        for state, texts in listed.items():
            strips += self._heading(state, Element("H3", section), page_style.CONTENTS_GROUP, above=5 * UNIT)
            strips.append(_rule(3 * UNIT, page_style.HAIRLINE))
            rows = [_marked(text) for text in texts]
            indent = hanging_indent(rows, page_style.BODY, self._fonts)
            for content, element in elements_of(rows, section):
                strips += _spaced(self._text(content, element, page_style.BODY, indent), UNIT)
        return strips

    def _figure(self, row: Sequence[str], columns: Sequence[str], section: Element) -> list[Strip]:
        """Set one row as fields, which share a page unless they are very long."""
        about = _marked(row[0])
        indent = hanging_indent([about], page_style.CONTENTS_GROUP, self._fonts)
        strips = self._text(about, Element("H3", section), page_style.CONTENTS_GROUP, indent)
        strips = [*_spaced(strips, 5 * UNIT), _rule(3 * UNIT, page_style.HAIRLINE)]
        fields = Element("L", section)
        for label, value in zip(columns[1:], row[1:], strict=True):
            if value:
                strips += _spaced(self._field(AnnexField("figure", label, (Paragraph(value),)), fields), UNIT)
        for strip in strips[:-1]:
            strip.is_kept = strip.is_kept or height_of(strips) <= page_style.BODY_HEIGHT / 2
        return strips

    def _counted(self, table: Figures, section: Element) -> list[Strip]:
        """Set rows of numbers beside the first line of what they count; the headings are repeated on each page."""
        labels = [run_of(0.0, heading, page_style.LABEL, self._fonts).width for heading in table.columns[1:]]
        widths = [max(page_style.NUMBER_WIDTH, label + 4 * UNIT) for label in labels]
        rows = [_marked(row[0]) for row in table.rows]
        indent = hanging_indent(rows, page_style.BODY, self._fonts)
        cells = Element("Table", section)
        row_of_headings = Element("TR", cells)
        columns = [Element("TH", row_of_headings) for _ in table.columns]
        headings = self._counted_row(
            Paragraph(table.columns[0]), table.columns[1:], columns, widths, style=page_style.LABEL
        )
        headings.append(_rule(2 * UNIT, page_style.RULE))
        for strip in _spaced(headings, 4 * UNIT):
            strip.is_kept = True
        repeated = [replace(one, parts=[(Element("Artifact"), runs) for _, runs in one.parts]) for one in headings]
        strips = list(headings)
        for about, (_, *numbers) in zip(rows, table.rows, strict=True):
            line = Element("TR", cells)
            heading = Element("TH", line, headings=columns[:1])
            numbered = [Element("TD", line, headings=(column, heading)) for column in columns[1:]]
            row = self._counted_row(
                about, list(map(_number, numbers)), [heading, *numbered], widths, style=page_style.BODY, indent=indent
            )
            row = [*_spaced(row, UNIT), _rule(2 * UNIT, page_style.HAIRLINE)]
            row[0].repeated = repeated
            for strip in row:
                strip.is_kept = strip is not row[-1]
            strips += row
        return strips

    def _counted_row(
        self,
        about: Paragraph,
        numbers: Sequence[str],
        cells: Sequence[Element],
        widths: Sequence[float],
        *,
        style: Style,
        indent: float = 0.0,
    ) -> list[Strip]:
        """Set one row: the numbers are read after the text, so they are raised from its last line to its first."""
        room = TEXT_WIDTH - sum(widths)
        strips = strips_of(about, cells[0], style, self._fonts, room - 2 * UNIT, indent=indent)
        rise = (len(strips) - 1) * style.leading
        for number, end, cell in zip(numbers, accumulate(widths), cells[1:], strict=True):
            figures = run_of(0.0, number, style, self._fonts, rise=rise)
            strips[-1].parts.append((cell, [figures._replace(x=room + end - figures.width)]))
        return strips

    def _title_block(self) -> list[Strip]:
        name = self._document.name
        strips = self._heading(name, Element("P"), page_style.EYEBROW) if self._document.title else []
        strips += self._heading(self._document.title or name, Element("H1"), page_style.TITLE)
        if self._document.meeting:
            strips += self._heading(self._document.meeting, Element("P"), page_style.LEAD, above=2 * UNIT)
        return [*strips, _rule(6 * UNIT, page_style.RULE)]

    def _contents_entry(self, entry: Entry, number: int, element: Element) -> list[Strip]:
        x = page_style.CONTENTS_INDENT * entry.depth
        room = TEXT_WIDTH - x - page_style.CONTENTS_NUMBER_WIDTH
        strips = strips_of(Paragraph(entry.text), element, entry.style, self._fonts, room, x=x)
        last = strips[-1]
        [(_, runs)] = last.parts
        text_end = runs[-1].x + runs[-1].width
        figures = run_of(0.0, str(number), entry.style, self._fonts)
        runs.append(figures._replace(x=TEXT_WIDTH - figures.width))
        last.stroke = Stroke(
            text_end + 5, TEXT_WIDTH - figures.width - 5, last.baseline, page_style.RULE, is_dotted=True
        )
        for strip in strips:
            strip.parts = [(element, [run._replace(target=f"#{entry.anchor}") for run in strip.parts[0][1]])]
            strip.is_kept = strip is not last or not entry.depth
        return _spaced(strips, UNIT if entry.depth else 3 * UNIT)

    def _field(self, field: AnnexField, fields: Element, language: str = "") -> list[Strip]:
        """Set a label and beside it its value; a label too long for its column stands above."""
        item = Element("LI", fields)
        indent = hanging_indent(field.paragraphs, page_style.BODY, self._fonts)
        strips: list[Strip] = []
        previous = Paragraph("")
        for content, element in elements_of(field.paragraphs, Element("LBody", item, language)):
            if strips and content.mark and not previous.mark:
                strips[-1].is_kept = True  # a list never leaves the line that opens it
            is_close = content.mark or field.name == "web_links"
            calls = tuple(replace(call, mark=self._note_mark(call.text)) for call in content.notes)
            value = self._value(replace(content, notes=calls), element, indent)
            strips += _spaced(value, UNIT if is_close else 2 * UNIT)
            previous = content
        strips[0].above = 0.0
        label = run_of(0.0, field.label, page_style.LABEL, self._fonts)
        part = (Element("Lbl", item), [label])
        note = self._document.tag_footnote
        if field.name == "tags" and note and note not in self._notes:
            part[1].append(note_mark(label.width + 1.5, self._note_mark(note), self._fonts))
        if label.width <= page_style.LABEL_WIDTH - 2 * UNIT:
            strips[0].parts.insert(0, part)
        else:
            strips = self._heading(field.label, part[0], page_style.LABEL) + strips
        notes = dict(self._notes.values())
        for strip in strips:
            lines = [line for mark in note_marks(strip) for line in notes[mark]]
            strip.note = [self._note_rule, *lines] if lines else ()
        return strips

    def _value(self, content: Paragraph, element: Element, indent: float) -> list[Strip]:
        x, width = page_style.LABEL_WIDTH, page_style.VALUE_WIDTH
        return strips_of(
            content, element, page_style.BODY, self._fonts, width, x=x, indent=indent if content.mark else 0.0
        )

    def _text(self, content: Paragraph, element: Element, style: Style, indent: float = 0.0) -> list[Strip]:
        """Set a paragraph in the full width, a list item's mark at the margin."""
        return strips_of(content, element, style, self._fonts, TEXT_WIDTH, indent=indent if content.mark else 0.0)

    def _note_mark(self, text: str) -> str:
        """Return the letter that calls a footnote: the notes of an annex have letters, in the order of their calls."""
        if text not in self._notes:
            mark = chr(ord("a") + len(self._notes))
            self._notes[text] = (mark, self._footnote(mark, text))
        return self._notes[text][0]

    def _footnote(self, mark: str, text: str) -> list[Strip]:
        content = Paragraph(text, mark=mark)
        indent = hanging_indent([content], page_style.FOOTNOTE, self._fonts)
        return strips_of(content, Element("Note"), page_style.FOOTNOTE, self._fonts, TEXT_WIDTH, indent=indent)

    def _heading(self, text: str, element: Element, style: Style, *, above: float = 0.0) -> list[Strip]:
        strips = strips_of(Paragraph(text), element, style, self._fonts, TEXT_WIDTH)
        for strip in strips:
            strip.is_kept = True
        return _spaced(strips, above)


def _spaced(strips: list[Strip], above: float) -> list[Strip]:
    strips[0].above = above
    return strips


def _marked(text: str) -> Paragraph:
    """Return a row's heading with the mark of its question or measure (``Q1``, ``M2``) as a hanging mark."""
    mark, _, rest = text.partition(" ")
    return Paragraph(rest, mark=mark) if _TARGET_MARK.fullmatch(mark) and rest else Paragraph(text)


def _number(text: str) -> str:
    return "–" if text.rstrip(" %\xa0") == "0" else text


def _rule(height: float, color: Color) -> Strip:
    return Strip(height, stroke=Stroke(0.0, TEXT_WIDTH, height / 2, color), is_kept=True)
