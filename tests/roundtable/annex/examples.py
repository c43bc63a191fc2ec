"""An invented roundtable whose annex shows everything a printed page may hold."""

from collections.abc import Sequence
from itertools import pairwise

from roundtable.annex.document import AnnexDocument, build
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, Footnote, GuidingQuestion, RoundtableRecord

WELLS = PracticeRecord(
    id="wells",
    title="Wells for Ayacucho – “clean” & <cheap>",
    countries=(Country("Perú", "PER"), Country("diaspora destination countries")),
    partners=(
        Partner("Andean Fund", "funder"),
        Partner("Ministry of Water"),
        Partner("Clubs abroad; all of them"),
        Partner("House of Rivers", "coordination"),
        Partner("City of Lima", "co-funder"),
    ),
    thematic_areas=("Diasporas", "Strategies for minimizing costs/maximizing human development"),
    tags=("Migration and health", "Protection, empowerment and rights of migrants"),
    summary=(
        "Clubs abroad pay for wells, each of a depth that the village chooses.\n\n"
        "They go about it so:\n\n"
        "1. A club collects what its members can spare, month by month, for as long as the well takes to be dug.\n\n"
        "2. The ministry doubles it (see http://example.org/rules.html).\n\n"
        "A well-\nkept book says who gave what."
    ),
    web_links=(
        "Report of the first year: http://example.org/wells/" + "very-long-name/" * 9 + "index.php?a=1&b=2",
        "ftp://example.org/wells.csv",
        "javascript:alert(1)",
        "www.example.org/wells",
    ),
    extra=(("Timeframe:", "May 2010 to June 2012"), ("Target Countries", "Chile, Bolivia")),
)
NURSES = PracticeRecord(
    id="nurses",
    title="Étude des infirmières",
    countries=(Country("Ελλάδα", "GRC"),),
    tags=("Gender",),
    summary="Исследование и une étude.\n\n• un point\n\n• deux points",
)
UNTITLED = PracticeRecord(id="untitled", countries=(Country("Eritrea", "ERI"),), summary="Schools abroad.")
ROUNDTABLE = RoundtableRecord(
    id="rt",
    code="RT 9.1",
    title="Water and nurses",
    meeting="Utopia 2030",
    annex_introduction="What follows was tried somewhere.\n\nIt may be tried elsewhere.",
    footnotes=(Footnote("1", "A note."),),
    guiding_questions=(
        GuidingQuestion(id="q1", text="What keeps nurses at home?", issue_area="Keeping nurses"),
        GuidingQuestion(id="q2", text="Who pays for wells?"),
        GuidingQuestion(id="q3", text="Who asked nothing?"),
    ),
    annex=(AnnexEntry("untitled"), AnnexEntry("wells", "q2"), AnnexEntry("nurses", "q1")),
)


def annex(language: str = "en") -> AnnexDocument:
    """Build the annex of the invented roundtable."""
    return build(ROUNDTABLE, {one.id: one for one in (WELLS, NURSES, UNTITLED)}, language=language)


def annex_with_references(language: str = "en") -> AnnexDocument:
    """Build the annex with practices that answer further questions; one question has nothing but references."""
    answers = (("wells", "q1"), ("untitled", "q1"), ("untitled", "q3"), ("nurses", "q1"))
    mappings = tuple(MappingRecord(practice=one, guiding_question=question) for one, question in answers)
    return build(ROUNDTABLE, {one.id: one for one in (WELLS, NURSES, UNTITLED)}, mappings, language=language)


def annex_of(*practices: PracticeRecord) -> AnnexDocument:
    """Build an annex of nothing but ``practices``."""
    entries = tuple(AnnexEntry(practice.id) for practice in practices)
    return build(RoundtableRecord(id="", code="RT 9.9", annex=entries), {one.id: one for one in practices})


def printed_texts(document: AnnexDocument) -> Sequence[str]:
    """List what must be read in the file, in order: every title, every field's texts, the cross-references."""
    texts = []
    for group in document.groups:
        for practice in group.practices:
            texts.append(practice.heading)
            for field in practice.fields:
                for content in field.paragraphs:
                    edges = (0, *(call.position for call in content.notes), len(content.text))
                    pieces = [content.text[start:end] for start, end in pairwise(edges)]
                    texts += [f"{content.mark} {pieces[0]}".strip(), *filter(None, pieces[1:])]
        texts += [practice.heading for practice in group.see_also]
    return texts
