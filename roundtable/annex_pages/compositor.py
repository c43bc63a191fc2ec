"""Compositor of an annex: sets headings, texts, labelled fields, footnotes and lines that name a page, as strips."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import Color, PageStyle, Style
from roundtable.annex.printed_practice import AnnexField
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import (
    Element,
    Strip,
    Stroke,
    elements_of,
    hanging_indent,
    list_indents,
    moved,
    note_mark,
    note_marks,
    run_of,
    strips_of,
)
from roundtable.annex.text_direction import runs_right

_DOTS = 4.0
_MOST_LINES = (3, 4, 5)
"""Of a heading in its largest type, in the next, and in every smaller one but the last."""


class _Reference(NamedTuple):
    """Hold a strip whose line ends with the number of the page of ``anchor``."""

    strip: Strip
    anchor: str
    style: Style


class Compositor:
    """Set the parts of one document; its only state are the footnotes called and the pages named so far."""

    def __init__(self, document: AnnexDocument, fonts: Fonts, look: PageStyle) -> None:
        self.look = look
        self.document = document
        self.words = document.words
        self.fonts = fonts
        self._notes: dict[str, tuple[str, list[Strip]]] = {}
        self._references: list[_Reference] = []
        self._note_rule = Strip(
            4 * look.unit, stroke=Stroke(0.0, look.label_width - 2 * look.unit, 2 * look.unit, look.colors.rule)
        )

    def heading(
        self, text: str, element: Element, styles: Style | Sequence[Style], *, mark: str = "", above: float = 0.0
    ) -> list[Strip]:
        """Set a heading, kept with what follows it, in the first of ``styles`` that takes few lines, or the last."""
        look = self.look
        content = Paragraph(text, mark=mark)
        for place, style in enumerate([styles] if isinstance(styles, Style) else styles):
            indent = hanging_indent([content], style, self.fonts)
            strips = strips_of(content, element, style, self.fonts, look.text_width, indent=indent, is_balanced=True)
            if len(strips) <= _MOST_LINES[min(place, 2)]:
                break
        if mark:
            runs = strips[0].parts[0][1]
            runs[0] = runs[0]._replace(style=style.linked)
        for strip in strips:
            strip.is_kept = True
        return spaced(strips, above)

    def text(
        self,
        content: Paragraph,
        element: Element,
        style: Style,
        indents: Sequence[tuple[float, float]] = ((0.0, 0.0),),
        *,
        x: float = 0.0,
    ) -> list[Strip]:
        """Set a paragraph from ``x`` to the margin, a list item in the indents of its level."""
        look = self.look
        start, indent = indents[content.level] if content.mark else (0.0, 0.0)
        at = x if runs_right(content.text) else x + start
        return strips_of(content, element, style, self.fonts, look.text_width - x - start, x=at, indent=indent)

    def field(self, field: AnnexField, fields: Element, language: str = "") -> list[Strip]:
        """Set a label and beside it its value, an item of ``fields``; a label too long for its column stands above."""
        look = self.look
        body = Element("LBody", Element("LI", fields))
        indents = list_indents(field.paragraphs, look.body, self.fonts)
        strips: list[Strip] = []
        previous = Paragraph("")
        is_short = len(field.paragraphs) == 1 and not language and _is_plain(field.paragraphs[0])
        elements = [(field.paragraphs[0], body)] if is_short else elements_of(field.paragraphs, body, language)
        for content, element in elements:
            if strips and content.mark and not previous.mark:
                strips[-1].is_kept = True  # a list never leaves the line that opens it
            is_close = content.mark or field.name == "web_links"
            value = self.text(self._with_marks(content), element, look.body, indents, x=look.label_width)
            strips += spaced(value, look.unit if is_close else 2 * look.unit)
            previous = content
        strips[0].above = 0.0
        note = self.document.tag_footnote
        is_called = field.name == "tags" and note and note not in self._notes
        # no Lbl: PDF/UA has those only of numbers and bullets
        call = self._note_mark(note) if is_called else ""
        strips = self.labelled(field.label, body if is_short else Element("P", body), strips, call=call)
        return self._with_footnotes(strips)

    def index_entry(self, content: Paragraph, element: Element) -> list[Strip]:
        """Set a name and its pages in a column, with the footnote that the name calls; further lines are indented."""
        look = self.look
        indent = 3 * look.unit
        content = self._with_marks(content)
        first, *others = strips_of(content, element, look.body, self.fonts, look.index_width - indent)
        others = [moved(strip, indent) for strip in others] if not runs_right(content.text) else others
        return self._with_footnotes([first, *others])

    def labelled(self, text: str, element: Element, strips: list[Strip], *, call: str = "") -> list[Strip]:
        """Set a label before the first of ``strips``, or above them, with the mark of the footnote that it calls."""
        look = self.look
        label = run_of(0.0, text, look.label, self.fonts)
        if label.width > look.label_width - 2 * look.unit:
            return self.heading(text, element, look.label) + strips
        label = label._replace(text=f"{label.text} ")  # the value may follow in one element
        runs = [label, note_mark(label.width + 1.5, call, look.body, self.fonts)] if call else [label]
        strips[0].parts.insert(0, (element, runs))
        return strips

    def page_line(
        self, content: Paragraph, element: Element, style: Style, anchor: str, *, x: float, indent: float
    ) -> list[Strip]:
        """Set a text that leads to ``anchor``, with dots to the page number still to be set."""
        look = self.look
        room = look.text_width - x - look.contents_number_width
        strips = strips_of(content, element, style, self.fonts, room, x=x, indent=indent, is_balanced=True)
        last = strips[-1]
        text_end = max(run.x + run.width for _, runs in last.parts for run in runs)
        # a grid for the dots: those of one line stand under those of the next
        start = _DOTS * ((text_end + 5) // _DOTS + 1)
        end = look.text_width - look.contents_number_width / 2
        if start < end:
            last.stroke = Stroke(start, end, last.baseline, look.colors.rule, is_dotted=True)
        for strip in strips:
            strip.parts = [(part, [run._replace(target=f"#{anchor}") for run in runs]) for part, runs in strip.parts]
            strip.is_kept = strip is not last
        self._references.append(_Reference(last, anchor, style))
        return strips

    def set_page_numbers(self, numbers: Mapping[str, int]) -> None:
        """Set the ``numbers`` of pages, by anchor, at the ends of the lines that name them."""
        look = self.look
        for strip, anchor, style in self._references:
            figures = run_of(0.0, str(numbers[anchor]), style, self.fonts, target=f"#{anchor}")
            runs = strip.parts[-1][1]
            runs[-1] = runs[-1]._replace(text=f"{runs[-1].text} ")
            runs.append(figures._replace(x=look.text_width - figures.width))

    def rule(self, height: float, color: Color) -> Strip:
        """Make a rule in the full width, in the middle of ``height``, kept with what follows it."""
        return Strip(height, stroke=Stroke(0.0, self.look.text_width, height / 2, color), is_kept=True)

    def _with_footnotes(self, strips: list[Strip]) -> list[Strip]:
        """Give each strip the footnotes that it calls, to stand at the foot of its page."""
        notes = dict(self._notes.values())
        for strip in strips:
            lines = [line for mark in note_marks(strip) for line in notes[mark]]
            strip.note = [self._note_rule, *lines] if lines else ()
        return strips

    def _with_marks(self, content: Paragraph) -> Paragraph:
        """Return a paragraph with the marks of the notes that it calls."""
        if not content.notes:
            return content
        return replace(content, notes=tuple(replace(call, mark=self._note_mark(call.text)) for call in content.notes))

    def _note_mark(self, text: str) -> str:
        """Return the letters that call a footnote: the notes of an annex have letters, in the order of their calls."""
        if text not in self._notes:
            mark = _letters(len(self._notes))
            self._notes[text] = (mark, self._footnote(mark, text))
        return self._notes[text][0]

    def _footnote(self, mark: str, text: str) -> list[Strip]:
        look = self.look
        content = Paragraph(text, mark=mark)
        indent = hanging_indent([content], look.footnote, self.fonts)
        return strips_of(content, Element("Note"), look.footnote, self.fonts, look.text_width, indent=indent)


def _is_plain(content: Paragraph) -> bool:
    """Return whether a value is read in one go with its label: no list item, nothing of another language."""
    return content.text.isascii() and not content.mark


def spaced(strips: list[Strip], above: float) -> list[Strip]:
    """Return ``strips`` with the space ``above`` the first of them."""
    strips[0].above = above
    return strips


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)
