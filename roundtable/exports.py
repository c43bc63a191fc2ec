"""Exports of a workspace: annex PDF, contribution workbook, exchange JSON."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db import journal
from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.exchange.workspace_contents import collected, contents
from roundtable.garbage_collection import paused
from roundtable.history import handovers
from roundtable.progress import Progress, silent
from roundtable.records.collection import Collection, cleared, terms_in_language
from roundtable.records.practice import in_language
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from roundtable.annex_pdf.pdf import AnnexResult, TellMissing
    from roundtable.contribution.workbook import WorkbookResult
    from roundtable.mapping.figures import Figures


def exchange(workspace: Workspace, target: Path, *, roundtable: str | None = None, progress: Progress = silent) -> None:
    """Write everything, or one roundtable, as exchange JSON."""
    from roundtable.exchange import json_file as exchange_file

    exchange_file.write(collected(workspace, roundtable), target, progress=progress)


@paused()
def annex(
    workspace: Workspace,
    target: Path,
    *,
    roundtable: str | None = None,
    language: str = "en",
    is_preview: bool = False,
    with_coverage: bool = False,
    cleared_only: bool = False,
    options: "Mapping[str, Any] | None" = None,
    recipient: str = "",
    tell_missing: "TellMissing | None" = None,
    progress: Progress = silent,
) -> "AnnexResult":
    """Write a roundtable's annex as PDF with its records; the code may be left out where there is just one roundtable.

    ``with_coverage`` adds what is covered and what is missing; ``cleared_only`` leaves out practices that are not
    cleared. The ``options``, named as in AnnexOptions, differ from those kept with the roundtable. Unless it is only a
    preview, it is noted as handed over to the ``recipient``; see ``handovers.note``. ``tell_missing`` is told before
    that what no font has.
    """
    from roundtable.annex import document
    from roundtable.annex.page_style import page_style
    from roundtable.annex_pdf import pdf
    from roundtable.exchange import annex_records, json_file
    from roundtable.vocabulary import place_store

    collection = collected(workspace, roundtable or only_code(workspace))
    chosen = replace(collection.roundtables[0].annex_options, **(options or {}))
    collection, left_out = cleared(collection) if cleared_only else (collection, ())
    records = b"".join(json_file.encoded(annex_records.of_annex(collection)))
    collection = terms_in_language(collection, language)
    originals = {record.id: record for record in collection.practices}
    with workspace.reading() as connection:
        places = place_store.load(connection)
    figures = _figures(workspace, collection, language, cleared_only=cleared_only) if with_coverage else ()
    built = document.build(
        collection.roundtables[0],
        originals,
        collection.mappings,
        figures,
        language=language,
        places=places,
        options=chosen,
    )
    look = page_style(chosen.style, chosen.paper, is_plain=chosen.is_plain)
    result = pdf.write(built, target, records, look=look, tell_missing=tell_missing, progress=progress)
    if is_preview:
        return replace(result, left_out=left_out)
    handed = [in_language(originals[practice.id], language) for practice in built.practices()]
    roundtable_record = collection.roundtables[0]
    noted = handovers.note(
        workspace, "annex", roundtable_record, handed, file=target, language=language, recipient=recipient
    )
    return replace(result, left_out=left_out, handover=noted)


def contribution(
    workspace: Workspace,
    target: Path,
    *,
    roundtable: str | None = None,
    language: str = "en",
    include_contacts: bool = False,
    with_coverage: bool = False,
    recipient: str = "",
    progress: Progress = silent,
) -> "WorkbookResult":
    """Write a roundtable's contribution workbook; the code may be left out where there is just one roundtable.

    ``with_coverage`` adds sheets of what is covered and what is missing. It is noted as handed over to the
    ``recipient``; see ``handovers.note``.
    """
    from roundtable.contribution import document, workbook
    from roundtable.contribution.origin import Origin

    code = roundtable or only_code(workspace)
    with workspace.reading() as connection:  # in one: the step must be the one that the records are as of
        entry, moment = journal.last(connection)
        collection = contents(connection, code)
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
    noted = handovers.note(
        workspace, "contribution", handed_to, built.practices, file=target, language=language, recipient=recipient
    )
    return replace(result, handover=noted)


def _figures(
    workspace: Workspace, collection: Collection, language: str, *, cleared_only: bool = False
) -> "Sequence[Figures]":
    from roundtable.mapping import figures

    code = collection.roundtables[0].code
    return figures.of_roundtable(workspace, code, language=language, cleared_only=cleared_only)


def only_code(workspace: Workspace) -> str:
    """Return the code of the workspace's single roundtable.

    Raises RoundtableError where there is none, or a choice.
    """
    codes = [row.code for row in roundtable_store.listing(workspace)]
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise RoundtableError(f"“{workspace.name}” holds {len(codes)} roundtables.", f"Name one: {', '.join(codes)}.")
    raise RoundtableError(f"“{workspace.name}” holds no roundtable yet.", "Import a paper or an exchange file.")
