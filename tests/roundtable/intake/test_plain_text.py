"""What is taken in, in whichever encoding, and what is refused in two sentences."""

import time
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from roundtable.errors import InputError
from roundtable.intake.paper import parse_paper, read_text
from roundtable.records.intake import Intake
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

VOCABULARY, PLACES = Vocabulary(standard_terms()), standard_places()
RECORD = """Title: École mobile
Country: Chile
Partner(s): Cruz Roja
Thematic Area(s): Remittances
Tags: Gender
Summary: A bus with two teachers follows the harvest.
Web Links : https://www.example.org/bus
"""
POLICY = """RT 7.2 Fair seasons
Guiding questions
How can seasons abroad be made fair?
One answer is a lottery.
Possible measures
Governments may:
• Forbid fees.
• Pay for schools.
"""


def parse(text: str) -> Intake:
    return parse_paper(text, "paper.txt", VOCABULARY, PLACES)


def refusal(file: Path) -> str:
    with pytest.raises(InputError) as refused:
        read_text(file)
    assert str(file) in refused.value.cause
    assert refused.value.remedy
    return refused.value.cause


def test_one_record_is_an_annex() -> None:
    intake = parse(RECORD)
    assert intake.kind == "annex"
    assert [practice.title for practice in intake.collection.practices] == ["École mobile"]


def test_a_policy_part_with_an_annex_is_a_paper() -> None:
    intake = parse(f"{POLICY}Annex\n{RECORD}")
    [roundtable] = intake.collection.roundtables
    assert (intake.kind, roundtable.code, roundtable.title) == ("paper", "RT 7.2", "Fair seasons")
    assert [measure.text for measure in roundtable.possible_measures] == ["Forbid fees.", "Pay for schools."]


def test_a_policy_part_alone_is_a_paper_and_its_missing_annex_is_reported() -> None:
    intake = parse(POLICY)
    assert intake.kind == "paper"
    assert [problem.message for problem in intake.problems[""]] == ["The paper has no annex."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_bytes(RECORD.encode(encoding))
    intake = read_text(file)
    assert intake.collection.practices == parse(RECORD).collection.practices
    assert "" not in intake.problems


def test_another_encoding_is_read_as_windows_1252_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_bytes(RECORD.encode("cp1252"))
    intake = read_text(file)
    assert intake.collection.practices[0].title == "École mobile"
    [problem] = intake.problems[""]
    assert "Windows-1252" in problem.message


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1250", "cp1251", "cp1253"])
def test_the_likeliest_of_other_encodings_is_read(encoding: str, tmp_path: Path) -> None:
    spoken = {"cp1251": "Школа у моря", "cp1253": "Σχολείο στη θάλασσα", "cp1250": "Szkoła żeglarzy nad łąką"}
    title = spoken.get(
        encoding, "L’école mobile à l’été, près de Córdoba" if encoding == "mac_roman" else "Café à Córdoba"
    )
    file = tmp_path / "annex.txt"
    file.write_bytes(RECORD.replace("École mobile", title).encode(encoding))
    assert read_text(file).collection.practices[0].title == title


@pytest.mark.parametrize("byte", [b"\x96", b"\xe9", b"\x92"])
def test_a_byte_that_is_no_utf_8_changes_nothing_around_it(byte: bytes, tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    text = RECORD.replace("Chile", "Côte d’Ivoire").encode()
    file.write_bytes(text.replace(b"follows", b"follows " + byte + b" "))
    intake = read_text(file)
    [practice] = intake.collection.practices
    assert practice.title == "École mobile"
    assert [country.code for country in practice.countries] == ["CIV"]
    assert byte.decode("cp1252") in practice.summary
    [problem] = intake.problems[""]
    assert "line 6" in problem.message


def test_a_letter_cut_in_two_at_the_end_is_shown_as_such(tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_bytes(f"{RECORD} https://www.example.org/café".encode()[:-1])
    intake = read_text(file)
    assert intake.collection.practices[0].title == "École mobile"
    assert "�" in intake.collection.practices[0].web_links[-1]


def test_a_text_encoded_twice_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_text(RECORD.replace("Chile", "Côte d’Ivoire").encode().decode("latin-1"), encoding="utf-8")
    [practice] = read_text(file).collection.practices
    assert (practice.title, practice.countries[0].code) == ("École mobile", "CIV")


def test_a_mail_as_it_is_sent_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada <ada@trade.example>", "Notre fiche définitive"
    message.set_content(RECORD)
    file = tmp_path / "record.eml"
    file.write_bytes(bytes(message))
    intake = read_text(file)
    assert intake.collection.practices == parse(RECORD).collection.practices
    assert "définitive" in intake.loss.ignored[0].text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_every_line_end_is_one(end: str) -> None:
    intake = parse(RECORD.replace("\n", end))
    assert intake.collection.practices == parse(RECORD).collection.practices


def test_a_line_is_named_as_an_editor_counts_it() -> None:
    text = f"{RECORD}\n\f{RECORD.replace('Gender', 'Harvest songs')}"
    [problem] = [p for problems in parse(text).problems.values() for p in problems if p.field == "tags"]
    assert text.split("\n")[int(problem.where.removeprefix("line ")) - 1].lstrip("\f") == "Tags: Harvest songs"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\x0c\n",
        b"\xef\xbb\xbf",
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        bytes(range(256)) * 100,
        bytes(range(1, 32)) * 1000,
        b"The committee met on Tuesday.\n" * 100,
        b"a" * 50_000_000,
    ],
    ids=["empty", "blank", "mark", "pdf", "zip", "picture", "bytes", "controls", "prose", "large"],
)
def test_what_is_no_paper_is_refused_at_once(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_bytes(data)
    started = time.process_time()
    refusal(file)
    assert time.process_time() - started < 5


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refusal(tmp_path)
    refusal(tmp_path / "absent.txt")


WHOLE = f"{POLICY}Annex\n" + "".join(RECORD.replace("mobile", f"mobile {number}") for number in range(12))


@pytest.mark.parametrize(
    "broken_off",
    [
        WHOLE[: WHOLE.index("How can") + 20],
        WHOLE[: WHOLE.index("Governments may:") + 16],
        WHOLE[: WHOLE.index("Annex\n")] + "The practices are in the annex.",
        WHOLE[: WHOLE.rindex("Title:") + 10],
        WHOLE[: WHOLE.rindex("Tags:") + 8],
        WHOLE[: WHOLE.rindex("follows the")],
        WHOLE[: WHOLE.rindex("Web Links")],
        f"{WHOLE}\nOther related examples\n",
    ],
    ids=["question", "measures", "annex", "title", "tags", "sentence", "links", "group"],
)
def test_a_paper_that_breaks_off_is_refused_with_its_last_line(broken_off: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(broken_off, encoding="utf-8")
    last = len(broken_off.rstrip().split("\n"))
    assert f"breaks off at line {last}" in refusal(file) or "not a background paper" in refusal(file)


def test_a_paper_whose_last_record_has_no_links_to_name_is_whole() -> None:
    text = WHOLE.replace("https://www.example.org/bus", "")
    assert len(parse(text).collection.practices) == 12


def test_an_annex_whose_records_have_no_label_for_links_is_whole() -> None:
    text = WHOLE[WHOLE.index("Annex") :].replace("Web Links : https://www.example.org/bus\n", "")
    assert len(parse(text).collection.practices) == 12


def test_the_same_record_twice_has_two_identities() -> None:
    first, second = (practice.id for practice in parse(RECORD * 2).collection.practices)
    assert first != second
    assert (first, second) == tuple(practice.id for practice in parse(RECORD * 2).collection.practices)


def test_groups_without_questions_keep_their_headings_and_are_reported() -> None:
    text = f"Examples of schools\n{RECORD}\nExamples of banks\n{RECORD}\nOther examples\n{RECORD}"
    intake = parse(text)
    [roundtable] = intake.collection.roundtables
    assert [question.issue_area for question in roundtable.guiding_questions] == [
        "Examples of schools",
        "Examples of banks",
    ]
    questions = [question.id for question in roundtable.guiding_questions]
    assert [entry.guiding_question for entry in roundtable.annex] == [*questions, ""]
    assert len(intake.problems[""]) == 2


HOSTILE = {
    "one word": "a",
    "blanks": " ",
    "bullets": "•\n",
    "numbers": "1.\n",
    "titles": "Title: A\n",
    "tags": "Tags: x;\n",
    "short lines": "foo;\n",
    "labels in a line": "Country: Ghana Partner(s): IOM ",
    "parentheses": "(",
    "ands": "IOM and ",
    "places": "Ghana, ",
    "addresses": "http://a.b/c-",
    "hyphens": "abc-\n",
    "marks": "Foo bar. 1 ",
    "page ends": "\f",
    "colons": "A: ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_no_faster_than_a_hostile_text(name: str) -> None:
    def seconds(size: int) -> float:
        text = RECORD[: RECORD.index("Summary")] + (HOSTILE[name] * (size // len(HOSTILE[name])))
        started = time.process_time()
        with suppress(InputError):
            parse(text)
        return time.process_time() - started

    seconds(1000)
    assert seconds(40_000) < 40 * max(seconds(5000), 0.01)


@pytest.mark.parametrize("covering", ["See the table.", RECORD])
def test_a_mail_is_read_from_the_part_that_says_more(covering: str, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ada@example.org", "Our record"
    mail.set_content(covering)
    lines = "".join(f"<p>{line}</p>" for line in RECORD.splitlines())
    mail.add_alternative(f"<html><body>{lines}</body></html>", subtype="html")
    file = tmp_path / "record.eml"
    file.write_bytes(bytes(mail))
    intake = read_text(file)
    assert [practice.title for practice in intake.collection.practices] == ["École mobile"]
    left_out = " ".join(ignored.text for ignored in intake.loss.ignored)
    assert ("See the table." in left_out) == (covering == "See the table.")
