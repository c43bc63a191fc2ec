from roundtable.history import undo_steps
from roundtable.intake.pasted_text import PastedPractice
from roundtable.practices import pasted_practices, practice_edits, practice_store
from roundtable.practices.pasted_practices import PasteMerge
from roundtable.records.identity import new_id
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.workspace import Workspace

TEXT = """Dear colleague,

Title: Wells
Country: Ghana
Partner(s): IOM; Cáritas
Tags: Gender
Budget: 20 EUR
Summary: It digs wells."""


def read(workspace: Workspace) -> PastedPractice:
    [pasted] = pasted_practices.read(workspace, TEXT)
    return pasted


def made(workspace: Workspace, **fields: object) -> int:
    key, _ = practice_edits.create(workspace, PracticeRecord(id=new_id(), **fields))  # type: ignore[arg-type] # as each test names them
    return key


def got(workspace: Workspace, key: int) -> PracticeRecord:
    record = practice_store.get(workspace, key)
    assert record is not None
    return record


def test_a_pasted_practice_fills_an_empty_one_in_one_step(workspace: Workspace) -> None:
    key = made(workspace)
    pasted_practices.merge(workspace, key, PasteMerge(read(workspace)))
    record = got(workspace, key)
    assert (record.title, record.summary) == ("Wells", "It digs wells.")
    assert record.countries == (Country("Ghana", "GHA"),)
    assert record.extra == (("Budget", "20 EUR"),)
    assert record.notes == "Dear colleague,"
    undo_steps.undo(workspace)
    assert got(workspace, key).title == ""


def test_what_is_there_stays_and_what_was_not_to_replace_it_goes_to_the_notes(workspace: Workspace) -> None:
    key = made(workspace, title="Deep wells", summary="Old.", notes="Ask Kofi.", partners=(Partner("IOM"),))
    pasted_practices.merge(workspace, key, PasteMerge(read(workspace), replaced=["summary"]))
    record = got(workspace, key)
    assert (record.title, record.summary) == ("Deep wells", "It digs wells.")
    assert record.notes == "Ask Kofi.\n\nTitle: Wells\n\nDear colleague,"
    assert record.partners == (Partner("IOM"), Partner("Cáritas"))


def test_the_field_that_the_text_was_pasted_into_is_as_it_was_before(workspace: Workspace) -> None:
    key = made(workspace, title="Wells", summary=f"Old. {TEXT}")
    pasted_practices.merge(
        workspace, key, PasteMerge(read(workspace), ["summary"], typed_into="summary", before="Old.", text=TEXT)
    )
    assert got(workspace, key).summary == "It digs wells."
    other = made(workspace, notes=f"Old. {TEXT}")
    pasted_practices.merge(workspace, other, PasteMerge(read(workspace), typed_into="notes", before="Old.", text=TEXT))
    assert got(workspace, other).notes == "Old.\n\nDear colleague,"


def test_what_becomes_of_each_field_is_told_before(workspace: Workspace) -> None:
    record = got(workspace, made(workspace, title="Deep wells", summary="Old.", partners=(Partner("IOM"),)))
    parts = PasteMerge(read(workspace), replaced=["summary"]).parts(record)
    assert [(part.field, part.outcome) for part in parts] == [
        ("title", "notes"),
        ("countries", "fills"),
        ("partners", "adds"),
        ("tags", "fills"),
        ("summary", "replaces"),
        ("extra", "fills"),
        ("notes", "fills"),
    ]


def test_a_field_that_was_edited_since_the_paste_is_left_as_it_is(workspace: Workspace) -> None:
    key = made(workspace, summary="Nothing of it is left.")
    pasted_practices.merge(workspace, key, PasteMerge(read(workspace), typed_into="summary", before="", text=TEXT))
    record = got(workspace, key)
    assert record.summary == "Nothing of it is left."
    assert "Summary: It digs wells." in record.notes
