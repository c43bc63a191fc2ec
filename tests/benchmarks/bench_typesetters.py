"""The annex of 1,000 practices, tagged and with its records, against the same text set by typst and by WeasyPrint.

Each in a process of its own: seconds of processor time for the file, and megabytes at the peak. Typst tags by default.
At least 1.5 times typst and 15 times WeasyPrint are wanted, at a quarter of typst's memory. A typesetter that is not
installed (``pip install typst weasyprint``) is left out.
"""

import importlib.util
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from roundtable.annex import document
from roundtable.annex.document import AnnexDocument
from roundtable.annex.printed_practice import AnnexField, AnnexPractice
from roundtable.annex_pdf import pdf
from roundtable.exchange import annex_records, json_file
from roundtable.records.collection import Collection
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from tests.benchmarks import invented

PRACTICES = 1_000
TEXTS = ("summary", "web_links", "extra")
TYPST_PAGE = """\
#set page(paper: "a4", margin: 62pt)
#set text(size: 9.5pt)
#set document(title: "A title")
#outline()
"""
HTML_PAGE = "<html lang=en><title>A title</title><style>@page {size: A4; margin: 62pt}</style>"


def main() -> None:
    """Print what each took, and our rate as a multiple of it."""
    ours, our_peak = _measured("ours")
    print(f"annex: {ours:.2f} s and {our_peak:.0f} MB for {PRACTICES:,} practices")
    for name in ("typst", "weasyprint"):
        if importlib.util.find_spec(name):
            theirs, peak = _measured(name)
            print(f"  {theirs / ours:.1f} times {name} ({theirs:.2f} s), at {our_peak / peak:.2f} of its {peak:.0f} MB")


def _measured(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_typesetters", name]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def write(name: str) -> None:
    """Write the file once by the writer of a name; print its seconds, and the peak of this process in megabytes."""
    records = {record.id: record for record in invented.practices(PRACTICES)}
    roundtable = RoundtableRecord(id="", code="RT 9.9", title="A title", annex=tuple(map(AnnexEntry, records)))
    collection = Collection(roundtables=(roundtable,), practices=tuple(records.values()))
    annex = document.build(roundtable, records)
    with tempfile.TemporaryDirectory() as folder:
        work = WRITERS[name](annex, collection, Path(folder))
        start = time.process_time()
        work()
        print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _ours(_: AnnexDocument, collection: Collection, folder: Path) -> Callable[[], object]:
    def work() -> None:
        built = document.build(collection.roundtables[0], collection.practices_by_id())
        pdf.write(built, folder / "annex.pdf", b"".join(json_file.encoded(annex_records.of_annex(collection))))

    return work


def _typst(annex: AnnexDocument, _: Collection, folder: Path) -> Callable[[], object]:
    import typst

    source = folder / "annex.typ"
    source.write_text(TYPST_PAGE + "".join(map(_in_typst, annex.practices())), encoding="utf-8")
    return lambda: typst.compile(source, output=folder / "annex.pdf")


def _in_typst(practice: AnnexPractice) -> str:
    def plain(text: str) -> str:
        return re.sub(r"([^\w\s])", r"\\\1", text)

    facts, texts = _parted(practice)
    cells = ", ".join(f"[{plain(field.label)}], [{plain(field.paragraphs[0].text)}]" for field in facts)
    written = [f"== {plain(practice.heading)}\n#table(columns: (104pt, 1fr), stroke: none, {cells})"]
    for field in texts:
        written.append(f"*{plain(field.label)}*")
        for content in field.paragraphs:
            is_link = field.name == "web_links"
            written.append(f'#link("{content.text}")' if is_link else plain(content.text))
    return "\n\n".join(written) + "\n\n"


def _weasyprint(annex: AnnexDocument, _: Collection, folder: Path) -> Callable[[], object]:
    import weasyprint

    source = HTML_PAGE + "".join(map(_in_html, annex.practices()))
    return lambda: weasyprint.HTML(string=source).write_pdf(folder / "annex.pdf")


def _in_html(practice: AnnexPractice) -> str:
    facts, texts = _parted(practice)
    rows = (f"<tr><th>{escape(field.label)}</th><td>{escape(field.paragraphs[0].text)}</td></tr>" for field in facts)
    written = [f"<h2>{escape(practice.heading)}</h2><table>{''.join(rows)}</table>"]
    for field in texts:
        written.append(f"<b>{escape(field.label)}</b>")
        written += [f"<p>{escape(content.text)}</p>" for content in field.paragraphs]
    return "".join(written)


def _parted(practice: AnnexPractice) -> tuple[list[AnnexField], list[AnnexField]]:
    """Return the short fields of a practice, and its texts."""
    fields = practice.fields
    return [one for one in fields if one.name not in TEXTS], [one for one in fields if one.name in TEXTS]


WRITERS: dict[str, Callable[[AnnexDocument, Collection, Path], Callable[[], object]]] = {
    "ours": _ours,
    "typst": _typst,
    "weasyprint": _weasyprint,
}

if __name__ == "__main__":
    if sys.argv[1:]:
        write(sys.argv[1])
    else:
        main()
