"""Hand out what a workspace holds: the annex, the contribution, the exchange.

Reads once, builds a frozen document, and leaves the file to its writer.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import journal
from db import tables as t
from roundtable import gazetteer, handovers, open_ends, practices, roundtables, terms
from roundtable.errors import RoundtableError
from roundtable.progress import Progress, silent
from roundtable.records import Collection, in_language, terms_in_language
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roundtable.annex.pdf import AnnexResult
    from roundtable.contribution.workbook import WorkbookResult
    from roundtable.figures import Figures


def collected(workspace: Workspace, code: str | None = None) -> Collection:
    """Return all that the workspace holds, or one roundtable with its practices, mappings and the vocabulary."""
    with workspace.reading() as connection:
        if code is not None:
            return _of_roundtable(connection, code)
        return Collection(
            roundtables=tuple(roundtables.load(connection).values()),
            practices=tuple(practices.load(connection).values()),
            mappings=roundtables.mappings(connection),
            refusals=open_ends.refusals(connection),
            gaps=open_ends.gaps(connection),
            vocabulary=terms.load(connection),
            places=gazetteer.records(connection),
            handovers=handovers.load(connection),
        )


def _of_roundtable(connection: Connection, code: str) -> Collection:
    key = roundtables.key_of(connection, code)
    record = roundtables.load(connection, [key])[key]
    chosen = _practices_of(connection, key)
    return Collection(
        roundtables=(record,),
        practices=tuple(practices.load(connection, chosen).values()),
        mappings=roundtables.mappings(connection, key),
        refusals=open_ends.refusals(connection, key, chosen),
        gaps=open_ends.gaps(connection, key),
        vocabulary=terms.load(connection),
        places=gazetteer.records(connection),
        handovers=handovers.load(connection, record.id),
    )


def keys_of(connection: Connection, code: str) -> list[int]:
    """Return the keys of the practices of a roundtable: in its annex, or mapped to its questions and measures.

    Raises RoundtableError where there is no such roundtable.
    """
    return _practices_of(connection, roundtables.key_of(connection, code))


def _practices_of(connection: Connection, roundtable: int) -> list[int]:
    """Name the practices in a roundtable's annex or mapped to its questions and measures."""
    m, q, p = t.Mapping, t.GuidingQuestion, t.PossibleMeasure
    mapped = (
        select(m.practice_id)
        .outerjoin(q, q.id == m.guiding_question_id)
        .outerjoin(p, p.id == m.possible_measure_id)
        .where((q.roundtable_id == roundtable) | (p.roundtable_id == roundtable))
    )
    placed = select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id == roundtable)
    present = select(t.Practice.id).where(t.Practice.deleted_at.is_(None))
    return list(connection.scalars(present.where(t.Practice.id.in_(mapped.union(placed)))))


def exchange(workspace: Workspace, target: Path, *, roundtable: str | None = None, progress: Progress = silent) -> None:
    """Write everything, or one roundtable, as exchange JSON."""
    from roundtable import exchange as exchange_file

    exchange_file.write(collected(workspace, roundtable), target, progress=progress)


def annex(
    workspace: Workspace,
    target: Path,
    *,
    roundtable: str | None = None,
    language: str = "en",
    is_preview: bool = False,
    with_coverage: bool = False,
    progress: Progress = silent,
) -> "AnnexResult":
    """Write a roundtable's annex as PDF; the code may be left out where there is just one roundtable.

    ``with_coverage`` adds what is covered and what is missing. Unless it is only a preview, it is noted as handed over;
    see ``handovers.note``.
    """
    from roundtable.annex import document, pdf

    collection = collected(workspace, roundtable or only_code(workspace))
    collection = terms_in_language(collection, language)
    spoken = {record.id: in_language(record, language) for record in collection.practices}
    figures = _figures(workspace, collection, language) if with_coverage else ()
    built = document.build(collection.roundtables[0], spoken, collection.mappings, figures, language=language)
    result = pdf.write(built, target, progress=progress)
    if not is_preview:
        handed = [spoken[practice.id] for practice in built.practices()]
        handovers.note(workspace, "annex", collection.roundtables[0], handed, file=target, language=language)
    return result


def contribution(
    workspace: Workspace,
    target: Path,
    *,
    roundtable: str | None = None,
    language: str = "en",
    include_contacts: bool = False,
    with_coverage: bool = False,
    progress: Progress = silent,
) -> "WorkbookResult":
    """Write a roundtable's contribution workbook; the code may be left out where there is just one roundtable.

    ``with_coverage`` adds sheets of what is covered and what is missing. It is noted as handed over; see
    ``handovers.note``.
    """
    from roundtable.contribution import document, workbook
    from roundtable.contribution.origin import Origin

    code = roundtable or only_code(workspace)
    with workspace.reading() as connection:  # in one: the step must be the one that the records are as of
        entry, moment = journal.last(connection)
        collection = _of_roundtable(connection, code)
    handed_to = collection.roundtables[0]
    origin = Origin(
        roundtable=handed_to.id,
        code=handed_to.code,
        language=language,
        entry=entry,
        moment=moment,
        has_contacts=include_contacts,
    )
    spoken = terms_in_language(collection, language)
    figures = _figures(workspace, collection, language) if with_coverage else ()
    built = document.build(spoken, figures, include_contacts=include_contacts, origin=origin)
    result = workbook.write(built, target, language=language, progress=progress)
    handovers.note(workspace, "contribution", handed_to, built.practices, file=target, language=language)
    return result


def _figures(workspace: Workspace, collection: Collection, language: str) -> "Sequence[Figures]":
    from roundtable import figures

    return figures.of_roundtable(workspace, collection.roundtables[0].code, language=language)


def only_code(workspace: Workspace) -> str:
    """Return the code of the workspace's single roundtable.

    Raises RoundtableError where there is none, or a choice.
    """
    codes = [row.code for row in roundtables.listing(workspace)]
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise RoundtableError(f"The workspace holds {len(codes)} roundtables.", f"Name one: {', '.join(codes)}.")
    raise RoundtableError("The workspace holds no roundtable yet.", "Import a paper, or an exchange file with one.")
