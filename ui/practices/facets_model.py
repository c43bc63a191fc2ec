"""Facets of a search as one list: headings, values with counts, and a row for the rest of the values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from roundtable.records.practice import STATUSES
from roundtable.search.facets import Value
from roundtable.search.query import holds, parse, written
from ui.base import value_texts
from ui.widgets.record_text import field_label

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One row: a heading has neither query nor rest, a value has a query, the row for the rest their number."""

    facet: str
    text: str
    count: int = 0
    query: str = ""
    is_ticked: bool = False
    rest: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether the row cannot be chosen."""
        return not self.query and not self.rest


class FacetsModel(QAbstractListModel):
    """Facets of what was found, ticked if the query asks for them; ``UserRole`` gives a row's ``FacetRow``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._locale = QLocale()
        self._counts: Mapping[str, Sequence[Value]] = {}
        self._typed = ""
        self._expanded: set[str] = set()
        self._rows: list[FacetRow] = []
        self._headings = {
            "country": self.tr("Country"),
            "region": self.tr("Region"),
            "area": self.tr("Thematic area"),
            "tag": self.tr("Tag"),
            "status": self.tr("Status"),
            "roundtable": self.tr("Roundtable"),
            "language": self.tr("Language"),
            "missing": self.tr("Missing"),
        }

    def show(self, counts: Mapping[str, Sequence[Value]], typed: str) -> None:
        """Show the counts of what a query found."""
        self._counts, self._typed = counts, typed
        self._rebuild()

    def expand(self, facet: str) -> None:
        """Show all values of a facet, or the first few again."""
        self._expanded ^= {facet}
        self._rebuild()

    def row_of(self, row: FacetRow) -> int:
        """Return where a row's value, or its rest, is now; 1, below the first heading, if it is gone."""
        same = [n for n, one in enumerate(self._rows) if (one.facet, one.query) == (row.facet, row.query)]
        return same[-1] if same else 1

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: FacetRow) -> str:
        if not row.query:
            return row.text
        spoken = f"{self._headings[row.facet]}: {row.text}, {self._locale.toString(row.count)}"
        return self.tr("{value}, selected").format(value=spoken) if row.is_ticked else spoken

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = [row for facet in self._headings for row in self._facet(facet)]
        self.endResetModel()

    def _facet(self, facet: str) -> Iterator[FacetRow]:
        rows = [
            FacetRow(facet, self._label(facet, value.label), value.count, value.query, holds(self._typed, value.query))
            for value in self._counts.get(facet, ())
        ]
        rows = [*self._ticked_without_hits(facet), *sorted(rows, key=lambda row: not row.is_ticked)]
        if not rows:
            return
        yield FacetRow(facet, self._headings[facet])
        ticked = sum(row.is_ticked for row in rows)
        shown = len(rows) if facet in self._expanded else max(_SHOWN, ticked)
        yield from rows[:shown]
        if len(rows) > max(_SHOWN, ticked):
            more = self.tr("{number} more…").format(number=self._locale.toString(len(rows) - shown))
            text = more if shown < len(rows) else self.tr("Fewer")
            yield FacetRow(facet, text, rest=len(rows))

    def _ticked_without_hits(self, facet: str) -> Iterator[FacetRow]:
        """Yield filters of the query that nothing found has, so that they can be unticked."""
        known = {value.query.casefold() for values in self._counts.values() for value in values}
        for asked in parse(self._typed).filters:
            query = written(asked.field, asked.value)
            if asked.field == facet and not asked.is_excluded and query.casefold() not in known:
                yield FacetRow(facet, self._label(facet, asked.value), query=query, is_ticked=True)

    def _label(self, facet: str, label: str) -> str:
        if facet == "status":
            return next((value_texts.status(status) for status in STATUSES if status == label), label)
        if facet == "language":
            language = QLocale(label).language()
            return label if language == QLocale.Language.C else QLocale.languageToString(language)
        if facet == "missing":
            return field_label({"links": "web_links"}.get(label, label))
        return label
