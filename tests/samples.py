"""Invented records for tests, and strategies that invent more."""

from dataclasses import replace

from hypothesis import strategies as st

from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.mapping import GAP_STATES, GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    ROLES,
    STATUSES,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Translation,
)
from roundtable.records.roundtable import (
    AnnexEntry,
    Footnote,
    GuidingQuestion,
    PossibleMeasure,
    RoundtableRecord,
    Section,
)

QUESTION = GuidingQuestion(id=derived_id("q1"), text="What keeps nurses at home?", issue_area="Keeping nurses")
MEASURE = PossibleMeasure(id=derived_id("m1"), text="pay for training")
WELLS = PracticeRecord(
    id=derived_id("wells"),
    title="Wells for Ayacucho",
    countries=(Country("Perú", "PER"), Country("diaspora destination countries")),
    partners=(Partner("Ministry of Water"), Partner("Andean Fund", "funder")),
    thematic_areas=("Diasporas", "youth employability"),
    tags=("Migration and health", "Protection, empowerment and rights of migrants"),
    summary="Clubs abroad pay for wells.\n\n1. A club collects.\n\n2. The ministry doubles it.",
    web_links=("Report: http://example.org/wells", "http://example.org/wells.html"),
    extra=(("Timeframe", "May 2010 to June 2012"),),
)
NURSES = PracticeRecord(
    id=derived_id("nurses"),
    title="Étude des infirmières",
    countries=(Country("Ghana", "GHA"), Country("Côte d’Ivoire", "CIV")),
    tags=("Gender",),
    summary="Une étude sur les départs, et sur les retours.",
    status="cleared",
    notes="ask for the second edition",
    gfmd_sources=("Sweden 2013-2014, RT 3.2",),
    starts="2012",
    contact="a.person@example.org",
    image=Image("nurses.png", "image/png", b"\x89PNG\r\n\x1a\n"),
    language="fr",
    translations=(Translation(language="en", title="A survey of nurses", original_title="Étude des infirmières"),),
)
UNTITLED = PracticeRecord(id=derived_id("untitled"), countries=(Country("Eritrea", "ERI"),), summary="Schools abroad.")
ROUNDTABLE = RoundtableRecord(
    id=derived_id("rt"),
    code="RT 9.1",
    title="Water and nurses",
    meeting="Utopia 2030",
    co_chairs="Utopia; Erewhon",
    expected_outcome="Better wells.",
    linked_roundtables=("RT 9.2 Roads",),
    sections=(Section("Introduction", "One.\n\nTwo."), Section("Gender dynamics", "Three.")),
    footnotes=(Footnote("1", "A note."),),
    guiding_questions=(QUESTION, GuidingQuestion(id=derived_id("q2"), text="Who pays for wells?")),
    possible_measures=(MEASURE,),
    annex=(AnnexEntry(NURSES.id, QUESTION.id), AnnexEntry(WELLS.id)),
)
COLLECTION = Collection(
    roundtables=(ROUNDTABLE,),
    practices=(WELLS, NURSES, UNTITLED),
    mappings=(
        MappingRecord(practice=WELLS.id, possible_measure=MEASURE.id, reason="pays"),
        MappingRecord(practice=NURSES.id, guiding_question=QUESTION.id),
    ),
)

REFUSAL = RefusalRecord(practice=UNTITLED.id, guiding_question=QUESTION.id)
CLOSED_GAP = GapRecord(
    id=derived_id("gap1"),
    possible_measure=MEASURE.id,
    state="in preparation",
    asked="Ministère de l’eau",
    asked_on="2026-01-31",
    note="Came by mail.",
    closed_at="2026-03-01T09:30:00.000001Z",
)
OPEN_GAP = GapRecord(id=derived_id("gap2"), guiding_question=derived_id("q2"), owner="Ama", due="2026-03-31")
WITH_OPEN_ENDS = replace(COLLECTION, refusals=(REFUSAL,), gaps=(OPEN_GAP, CLOSED_GAP))

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
some_words = words.filter(lambda text: text.strip() != "")
countries = st.builds(Country, some_words, st.sampled_from(["", "GHA", "PER"]))
partners = st.builds(Partner, some_words, st.sampled_from(ROLES))


def practices() -> st.SearchStrategy[PracticeRecord]:
    """Invent practices with any text in any field."""
    return st.builds(
        PracticeRecord,
        id=st.uuids().map(str),
        title=words,
        summary=words,
        notes=words,
        status=st.sampled_from(STATUSES),
        countries=st.lists(countries, max_size=3).map(tuple),
        partners=st.lists(partners, max_size=3).map(tuple),
        tags=st.lists(st.sampled_from(["Gender", "Brain drain", "off the list"]), max_size=3, unique=True).map(tuple),
        web_links=st.lists(some_words, max_size=2).map(tuple),
        extra=st.lists(st.tuples(some_words, words), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
        translations=st.lists(
            st.builds(Translation, language=st.sampled_from(["en", "es"]), title=words, summary=words), max_size=2
        ).map(tuple),
        image=st.none() | st.builds(Image, words, st.just("image/png"), st.binary(max_size=20)),
        **dict.fromkeys(OPTIONAL_TEXTS, words),
        **{name: st.lists(some_words, max_size=2).map(tuple) for name in OPTIONAL_LISTS},
    )


def gaps() -> st.SearchStrategy[GapRecord]:
    """Invent gaps at the sample's first question."""
    days = st.just("") | st.dates().map(str)
    return st.builds(
        GapRecord,
        id=st.uuids().map(str),
        guiding_question=st.just(QUESTION.id),
        state=st.sampled_from(GAP_STATES),
        asked=words,
        asked_on=days,
        owner=words,
        due=days,
        note=words,
        closed_at=st.sampled_from(["", "2026-03-01T09:30:00.000001Z"]),
    )
