import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.fields import clipboard_text

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><title>Draft</title>
<style><!-- /* Font Definitions */ @font-face {font-family:Wingdings;} p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
</head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:12.0pt;color:#1F497D'>Nurses who
moved abroad</span></b> come back&nbsp; for short stays<a style='mso-footnote-id:ftn1' href="#_ftn1"><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>They
teach.<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]>They <del cite="mailto:x">rest</del><ins>train</ins>.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>The ministry pays 40&nbsp;000 &amp; more.</p>
<!--EndFragment--></body></html>"""


def test_word_gives_clean_paragraphs_and_lists() -> None:
    assert clipboard_text.from_html(WORD) == [
        "Nurses who moved abroad come back for short stays.",
        "• They teach.",
        "• They train.",
        "2. The ministry pays 40\u00a0000 & more.",
    ]


def test_lists_of_a_browser_keep_their_marks() -> None:
    html = "<p>First</p><ul><li>one<li><p>two</p></ul><ol start=3><li>three</li><li>four</li></ol><ol type=a><li>x</ol>"
    assert clipboard_text.from_html(html) == ["First", "• one", "• two", "3. three", "4. four", "a) x"]


def test_line_breaks_and_cells_end_a_paragraph() -> None:
    html = "one<br>two<div>three</div><table><tr><td>four</td><td>five</td></tr></table><script>no()</script>"
    assert clipboard_text.from_html(html) == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("One that is\nwrapped.\n\nTwo\nlines.", ["One that is wrapped.", "Two lines."]),
        ("A line that\nwent on.", ["A line that went on."]),
        ("Intro:\r\n\u2022\tone\r\n\uf0b7 two\r\n1. three", ["Intro:", "• one", "• two", "1. three"]),
        ("soft\u00adened\u00a0\u00a0 text", ["softened text"]),
        ("« mot\u00a0» : 10\u00a0%", ["« mot\u00a0» : 10\u00a0%"]),
        (" \n ", []),
    ],
)
def test_plain_text_is_taken_apart_into_paragraphs(text: str, expected: list[str]) -> None:
    assert clipboard_text.from_text(text) == expected


@given(st.lists(st.text(st.sampled_from("abc ÄßЖ1.,;<>&\u00a0"), max_size=20), max_size=5))
def test_no_word_of_the_html_is_lost(texts: list[str]) -> None:
    import html

    source = "".join(f"<p><span style='x'>{html.escape(text)}</span></p>" for text in texts)
    assert "".join("".join(clipboard_text.from_html(source)).split()) == "".join("".join(texts).split())


@given(st.text())
def test_any_html_is_read(source: str) -> None:
    for paragraph in clipboard_text.from_html(source) + clipboard_text.from_text(source):
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph
