import pytest

from roundtable.contribution import columns
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import ROLES, Country, Partner, PracticeRecord
from tests.roundtable.contribution.examples import PLACES

IN_ORDER = """id|Title|Summary|Country(ies)|Partner(s)|Thematic area|Tag 1|Tag 2|Tag 3|Tag 4|Tag 5|Further tags|
GCM objectives|2030 Agenda targets|GFMD source(s)|Start|End|Budget|Currency|Results|Lessons learned|Web links|Contact|
Image|revision""".replace("\n", "")


def cell(practice: PracticeRecord, key: str, language: str = "en") -> str:
    (column,) = (column for column in COLUMNS if column.key == key)
    return column.format.text(practice, Setting(language, PLACES))


def test_the_columns_stand_in_the_order_that_other_programs_rely_on() -> None:
    assert [column.headings["en"] for column in COLUMNS] == IN_ORDER.split("|")
    assert [column.key for column in COLUMNS if column.is_hidden] == ["id", "revision"]


def test_a_heading_names_the_same_column_in_whichever_language_it_is_read() -> None:
    named = {(column.headings[language].casefold(), column.key) for column in COLUMNS for language in LANGUAGES}
    assert len({heading for heading, _ in named}) == len(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_that_is_seen_has_a_help_that_fits_beside_its_heading(language: str) -> None:
    for column in COLUMNS:
        if not column.is_hidden:
            assert 0 < len(column.headings[language]) <= 32
            assert 0 < len(column.helps[language]) <= 255


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_partners_role_is_read_back_in_every_language(language: str, role: str) -> None:
    partners = tuple(Partner(name, role) for name in ("Union (EU)", "Friends (Funder)"))  # type: ignore[arg-type] # a role
    written = cell(PracticeRecord(id="1", partners=partners), "partners", language)
    for reader in LANGUAGES:
        assert columns.read({"partners": written}, Setting(reader, PLACES)) == {"partners": partners}


def test_only_a_special_role_is_written_beside_a_partner() -> None:
    practice = PracticeRecord(id="1", partners=(Partner("IOM"), Partner("European Union", "funder")))
    assert cell(practice, "partners") == "IOM\nEuropean Union (funder)"
    assert cell(practice, "partners", "fr") == "IOM\nEuropean Union (bailleur de fonds)"


def test_a_place_carries_its_code_only_where_its_name_does_not_lead_to_it() -> None:
    countries = (Country("Perú", "PER"), Country("Birú", "PER"), Country("everywhere"))
    written = cell(PracticeRecord(id="1", countries=countries), "countries")
    assert written == "Perú\nBirú [PER]\neverywhere"
    assert columns.read({"countries": written}, Setting("en", PLACES)) == {"countries": countries}


def test_tags_beyond_the_fifth_stand_one_per_line_and_are_read_back_in_order() -> None:
    practice = PracticeRecord(id="1", tags=tuple("abcdefg"))
    assert cell(practice, "tag_5") == "e"
    assert cell(practice, "further_tags") == "f\ng"
    written = {column.key: cell(practice, column.key) for column in COLUMNS}
    assert columns.read(written, Setting("en", PLACES))["tags"] == practice.tags


def test_a_value_with_a_line_break_stays_one_value() -> None:
    practice = PracticeRecord(id="1", web_links=("https://example.org/a\nb", "https://example.org/c"))
    written = cell(practice, "web_links")
    assert columns.read({"web_links": written}, Setting("en", PLACES))["web_links"] == (
        "https://example.org/a b",
        "https://example.org/c",
    )


def test_a_revision_that_somebody_overwrote_counts_as_none() -> None:
    assert columns.read({"revision": "new!"}, Setting("en", PLACES)) == {"revision": 0}
