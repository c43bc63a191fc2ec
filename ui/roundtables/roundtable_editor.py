"""The editor of one roundtable: its fields and its parts in the order of the paper.

Says what is to be saved under which words, and keeps what was refused; saving is the page's business.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QWidget
from typing_extensions import override

from roundtable.records.identity import new_id
from roundtable.records.roundtable import Footnote, GuidingQuestion, PossibleMeasure, RoundtableRecord, Section
from ui.base.theme import Theme
from ui.fields.agenda_fields import LineField, LinesField, TextField, kept, refresh
from ui.fields.field import Field
from ui.fields.field_style import style_sheet
from ui.roundtables.part_cards import PartKind, PartList
from ui.widgets.build import column, row
from ui.widgets.record_text import field_label

Save = Callable[[int, str, Any, str], bool]
"""Sets one field or list of the roundtable with a key, said in words; tells whether it could."""


class RoundtableEditor(QScrollArea):
    """Edit a roundtable; a change is saved when a field is left."""

    left = Signal()
    """Esc: the person is done here."""

    def __init__(self, theme: Theme, save: Save, parent: QWidget) -> None:
        super().__init__(parent)
        self._set = save
        self._unsaved: dict[tuple[int, str], tuple[Any, str]] = {}
        """What was refused, also of roundtables that are no longer shown: value and words by key and field."""
        self.setObjectName("editor")
        self.setAccessibleName(self.tr("Roundtable"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._key = 0
        self._record: RoundtableRecord | None = None
        self._fields = {field.name: field for field in self._make_fields()}
        self._lists = {kind.name: PartList(kind, theme) for kind in self._kinds()}
        f = self._fields
        self._page = QWidget()
        self._page.setObjectName("editor_page")
        self._page.setLayout(
            column(
                f["title"],
                _side_by_side((f["code"], 1), (f["meeting"], 3), (f["dates"], 2)),
                _side_by_side((f["co_chairs"], 1), (f["team"], 1)),
                f["expected_outcome"],
                f["linked_roundtables"],
                *(self._lists[name] for name in ("sections", "guiding_questions", "possible_measures")),
                f["annex_introduction"],
                self._lists["footnotes"],
                None,
                margins=(16, 12, 16, 16),
                spacing=12,
            )
        )
        self.setWidget(self._page)
        for field in self._fields.values():
            field.edited.connect(partial(self._save_field, field))
        for parts in self._lists.values():
            parts.edited.connect(partial(self._save_parts, parts))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focused)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_roundtable(0, None)

    def show_roundtable(self, key: int, record: RoundtableRecord | None) -> None:
        """Show a roundtable as the workspace holds it; what is being typed stays, and what was refused comes back."""
        is_other = key != self._key
        self._key, self._record = key, record
        self._page.setVisible(record is not None)
        for name, field in self._fields.items():
            value = getattr(record, name) if record else field.value()
            if is_other:
                field.show_value(value)
                if unsaved := self._unsaved.get((key, name)):
                    field.fill(unsaved[0])
            else:
                refresh(field, value)
        for name, parts in self._lists.items():
            if is_other:
                parts.clear()
            shown = getattr(record, name) if record else ()
            if unsaved := self._unsaved.get((key, name)):
                shown = unsaved[0] if is_other else parts.value()
            parts.show_parts(shown)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def forget(self, key: int | None = None) -> None:
        """Let go of what was refused, of one roundtable or of all."""
        for unsaved in [unsaved for unsaved in self._unsaved if key in (None, unsaved[0])]:
            del self._unsaved[unsaved]

    def flush(self) -> bool:
        """Save what is typed now; tell whether everything is saved, also of roundtables shown before."""
        for field in self._fields.values():
            self._save_field(field)
        for parts in self._lists.values():
            parts.flush()
        for (key, name), (value, said) in list(self._unsaved.items()):
            if key != self._key or name in self._lists:
                self._save(key, name, value, said)
        return not self._unsaved

    def start(self) -> None:
        """Go to the first field."""
        self._fields["title"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make_fields(self) -> tuple[Field, ...]:
        return (
            LineField("title", self.tr("Title")),
            LineField("code", self.tr("Code")),
            LineField("meeting", self.tr("Meeting")),
            LineField("dates", self.tr("Dates")),
            LineField("co_chairs", self.tr("Co-chairs")),
            LineField("team", self.tr("Team")),
            TextField("expected_outcome", self.tr("Expected outcome"), least=2),
            LinesField("linked_roundtables", self.tr("Links to other roundtables, one a line"), least=2),
            TextField("annex_introduction", self.tr("Introduction of the annex"), least=2),
        )

    def _kinds(self) -> tuple[PartKind, ...]:
        return (
            PartKind(
                "sections",
                field_label("sections"),
                self.tr("section"),
                lambda: Section(""),
                lambda: (
                    LineField("heading", self.tr("Heading")),
                    TextField("text", self.tr("Text"), least=2, most=16),
                ),
            ),
            PartKind(
                "guiding_questions",
                field_label("guiding_questions"),
                self.tr("question"),
                lambda: GuidingQuestion(id=new_id(), text=""),
                lambda: (
                    TextField("text", self.tr("Question")),
                    LineField("issue_area", self.tr("Issue area: its heading in the annex")),
                    TextField("illustration", self.tr("Illustration: examples under the question"), least=2, most=12),
                ),
            ),
            PartKind(
                "possible_measures",
                field_label("possible_measures"),
                self.tr("measure"),
                lambda: PossibleMeasure(id=new_id(), text=""),
                lambda: (TextField("text", self.tr("Measure"), is_alone=True),),
            ),
            PartKind(
                "footnotes",
                field_label("footnotes"),
                self.tr("footnote"),
                lambda: Footnote("", ""),
                lambda: (LineField("mark", self.tr("Mark")), TextField("text", self.tr("Footnote"))),
            ),
        )

    def _save_field(self, field: Field) -> None:
        self._unsaved.pop((self._key, field.name), None)
        if field.is_changed() and self._record:
            words = self.tr("Change {field} of {code}")
            name = field_label(field.name)
            said = words.format(field=name[:1].lower() + name[1:], code=self._record.code)
            self._save(self._key, field.name, kept(field), said)

    def _save_parts(self, parts: PartList, said: str) -> None:
        self._save(self._key, parts.kind.name, parts.value(), said)

    def _save(self, key: int, name: str, value: Any, said: str) -> None:
        """Save one field or list; what is refused is kept until it is saved or let go of."""
        self._unsaved.pop((key, name), None)
        is_new = key != self._key or getattr(self._record, name, value) != value
        if is_new and not self._set(key, name, value, said):
            self._unsaved[key, name] = value, said

    def _show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._page.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 32)

    def _dress(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))


def _side_by_side(*fields: tuple[Field, int]) -> QBoxLayout:
    """Lay fields out in a line, each with its share of the width."""
    laid = row(*(field for field, _ in fields), spacing=12)
    for at, (_, share) in enumerate(fields):
        laid.setStretch(at, share)
    return laid
