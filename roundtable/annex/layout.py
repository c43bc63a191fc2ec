"""Layout of an annex: each part of the document as strips with structural roles, filled into pages."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from roundtable.annex import page_style
from roundtable.annex.blocks import Element, Strip, Stroke, hanging_indent, height_of, run_of, shortened, strips_of
from roundtable.annex.document import AnnexDocument, AnnexField, AnnexGroup, AnnexPractice
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_breaks import Page, paginate
from roundtable.annex.page_style import TEXT_WIDTH, UNIT, Color, Role, Style
from roundtable.annex.printed_text import Link, Paragraph
from roundtable.mapping.figures import Figures
from roundtable.progress import Progress

_NOTE_MARK = "1"
_BETWEEN = "; "
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
        strips = composer.group_heading(group)
        for practice in group.practices:
            done += 1
            strips += composer.practice(practice, _anchor(done))
            progress(done, total)
        if also := composer.see_also(group, anchors):
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
    """Compose the parts of one document as strips; its only state is whether the tag footnote is placed."""

    def __init__(self, document: AnnexDocument, fonts: Fonts) -> None:
        self._document = document
        self._words = document.words
        self._fonts = fonts
        self._is_noted = not document.tag_footnote

    def front(self, numbers: Mapping[str, int]) -> list[Page]:
        """Set the title block, the introduction and the contents with the page ``numbers`` known so far."""
        strips = self._title_block()
        for content in self._document.introduction:
            strips += _spaced(strips_of(content, "P", page_style.INTRODUCTION, self._fonts, TEXT_WIDTH), 2 * UNIT)
        if self._document.groups or self._document.figures:
            strips += self._heading(self._words.contents, "H2", page_style.GROUP_TITLE, above=12 * UNIT)
            for entry in entries(self._document):
                strips += self._contents_entry(entry, numbers.get(entry.anchor, 0))
        else:
            strips += self._heading(self._words.empty, "P", page_style.LEAD, above=8 * UNIT)
        return paginate(strips, page_style.BODY_HEIGHT, self.running_head(self._words.contents))

    def running_head(self, heading: str) -> str:
        """Compose the running head of the pages under ``heading``."""
        return shortened(f"{self._words.annex} · {heading}", page_style.FURNITURE, self._fonts, 0.75 * TEXT_WIDTH)

    def group_heading(self, group: AnnexGroup) -> list[Strip]:
        """Set a group's heading, kept with what follows it."""
        strips = []
        if group.number:
            strips += self._heading(self._words.issue_area.format(number=group.number), "P", page_style.EYEBROW)
        strips += self._heading(group.heading, "H2", page_style.GROUP_TITLE)
        strips[0].anchor = _group_anchor(group)
        return strips

    def practice(self, practice: AnnexPractice, anchor: str) -> list[Strip]:
        """Set one practice; its title and the fields above its text stay with the text's first lines."""
        style = page_style.PRACTICE_TITLE if practice.is_titled else page_style.UNTITLED
        title = self._heading(practice.heading, "H3", style, above=9 * UNIT)
        title[0].anchor = anchor
        title.append(_rule(3 * UNIT, page_style.RULE))
        facts: list[Strip] = []
        texts: list[Strip] = []
        for field in practice.fields:
            if field.name not in _TEXTS:
                facts += _spaced(self._field(field), UNIT)
                continue
            if texts:
                texts[-1].is_kept = True  # a last short field never stands alone on the next page
            texts += _spaced(self._field(field), 2 * UNIT if texts else UNIT)
        if facts and texts:
            facts.append(_rule(4 * UNIT, page_style.HAIRLINE))
        if height_of(title) + height_of(facts) <= page_style.BODY_HEIGHT / 2:
            for strip in facts:
                strip.is_kept = True
        strips = title + facts + texts
        strips[-1].is_kept = False
        return strips

    def see_also(self, group: AnnexGroup, anchors: Mapping[str, str]) -> list[Strip]:
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
        return [rule, *self._field(field)]

    def figures(self, table: Figures) -> list[Strip]:
        """Set a table: numbers in columns, other values as labelled fields under the row's heading."""
        strips = self._heading(table.heading, "H2", page_style.GROUP_TITLE, above=12 * UNIT)
        strips[0].anchor = _table_anchor(table)
        if not table.rows:
            content = Paragraph(table.nothing)
            return strips + _spaced(strips_of(content, "P", page_style.BODY, self._fonts, TEXT_WIDTH), 2 * UNIT)
        if table.is_counted:
            return strips + self._counted(table)
        for row in table.rows:
            strips += self._figure(row, table.columns)
        return strips

    def _figure(self, row: Sequence[str], columns: Sequence[str]) -> list[Strip]:
        """Set one row as fields, which share a page unless they are very long."""
        strips = self._heading(row[0], "H3", page_style.CONTENTS_GROUP, above=5 * UNIT)
        strips.append(_rule(3 * UNIT, page_style.HAIRLINE))
        for label, value in zip(columns[1:], row[1:], strict=True):
            if value:
                strips += _spaced(self._field(AnnexField("figure", label, (Paragraph(value),))), UNIT)
        if height_of(strips) <= page_style.BODY_HEIGHT / 2:
            for strip in strips:
                strip.is_kept = True
        strips[-1].is_kept = False
        return strips

    def _counted(self, table: Figures) -> list[Strip]:
        """Set rows of numbers, each on the last line of its row heading: so they are read after it."""
        headings = [run_of(0.0, heading, page_style.LABEL, self._fonts).width for heading in table.columns[1:]]
        widths = [max(page_style.NUMBER_WIDTH, heading + 2 * UNIT) for heading in headings]
        strips = self._counted_row(table.columns, widths, page_style.LABEL, above=4 * UNIT)
        strips[-1].is_kept = True
        strips.append(_rule(2 * UNIT, page_style.RULE))
        for texts in table.rows:
            row = self._counted_row(texts, widths, page_style.BODY, above=UNIT)
            for strip in row:
                strip.is_kept = True
            strips += row
            strips.append(_rule(2 * UNIT, page_style.HAIRLINE))
            strips[-1].is_kept = False
        return strips

    def _counted_row(self, texts: Sequence[str], widths: Sequence[float], style: Style, *, above: float) -> list[Strip]:
        about, *numbers = texts
        room = TEXT_WIDTH - sum(widths)
        role: Role = "TH" if style is page_style.LABEL else "TD"
        strips = strips_of(Paragraph(about), role, style, self._fonts, room - 2 * UNIT)
        for number, end in zip(numbers, accumulate(widths), strict=True):
            figures = run_of(0.0, number, style, self._fonts)
            x = room + end - figures.width
            strips[-1].parts.append((Element(role), [figures._replace(x=x)]))
        return _spaced(strips, above)

    def _title_block(self) -> list[Strip]:
        name = self._words.annex_to.format(code=self._document.code)
        strips = self._heading(name, "P", page_style.EYEBROW) if self._document.title else []
        strips += self._heading(self._document.title or name, "H1", page_style.TITLE)
        if self._document.meeting:
            strips += self._heading(self._document.meeting, "P", page_style.LEAD, above=2 * UNIT)
        return [*strips, _rule(6 * UNIT, page_style.RULE)]

    def _contents_entry(self, entry: Entry, number: int) -> list[Strip]:
        x = page_style.CONTENTS_INDENT * entry.depth
        room = TEXT_WIDTH - x - page_style.CONTENTS_NUMBER_WIDTH
        strips = strips_of(Paragraph(entry.text), "TOCI", entry.style, self._fonts, room, x=x)
        last = strips[-1]
        element, runs = last.parts[0]
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

    def _field(self, field: AnnexField) -> list[Strip]:
        """Set a label and beside it its value; a label too long for its column stands above."""
        indent = hanging_indent(field.paragraphs, page_style.BODY, self._fonts)
        strips: list[Strip] = []
        previous = Paragraph("")
        for content in field.paragraphs:
            if strips and content.mark and not previous.mark:
                strips[-1].is_kept = True  # a list never leaves the line that opens it
            is_close = content.mark or field.name == "web_links"
            strips += _spaced(self._value(content, indent), UNIT if is_close else 2 * UNIT)
            previous = content
        strips[0].above = 0.0
        label = run_of(0.0, field.label, page_style.LABEL, self._fonts)
        part = (Element("Lbl"), [label])
        if field.name == "tags" and not self._is_noted:
            part[1].append(run_of(label.width + 1.5, _NOTE_MARK, page_style.FOOTNOTE_MARK, self._fonts, rise=3.0))
            strips[0].note = self._footnote()
            self._is_noted = True
        if label.width <= page_style.LABEL_WIDTH - 2 * UNIT:
            strips[0].parts.insert(0, part)
        else:
            strips = self._heading(field.label, "Lbl", page_style.LABEL) + strips
        return strips

    def _value(self, content: Paragraph, indent: float) -> list[Strip]:
        role: Role = "LI" if content.mark else "P"
        x, width = page_style.LABEL_WIDTH, page_style.VALUE_WIDTH
        return strips_of(
            content, role, page_style.BODY, self._fonts, width, x=x, indent=indent if content.mark else 0.0
        )

    def _footnote(self) -> list[Strip]:
        content = Paragraph(self._document.tag_footnote, mark=_NOTE_MARK)
        indent = hanging_indent([content], page_style.FOOTNOTE, self._fonts)
        line = Stroke(0.0, page_style.LABEL_WIDTH - 2 * UNIT, 2 * UNIT, page_style.RULE)
        strips = strips_of(content, "Note", page_style.FOOTNOTE, self._fonts, TEXT_WIDTH, indent=indent)
        return [Strip(4 * UNIT, stroke=line), *strips]

    def _heading(self, text: str, role: Role, style: Style, *, above: float = 0.0) -> list[Strip]:
        strips = strips_of(Paragraph(text), role, style, self._fonts, TEXT_WIDTH)
        for strip in strips:
            strip.is_kept = True
        return _spaced(strips, above)


def _spaced(strips: list[Strip], above: float) -> list[Strip]:
    strips[0].above = above
    return strips


def _rule(height: float, color: Color) -> Strip:
    return Strip(height, stroke=Stroke(0.0, TEXT_WIDTH, height / 2, color), is_kept=True)
