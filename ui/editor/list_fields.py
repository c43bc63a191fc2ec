"""Fields of ordered lists: partners and funders with their roles, and further labels with their values."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from roundtable.records.practice import ROLES, Partner
from roundtable.search.partner_names import PartnerName
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.prose_input import Prose
from ui.fields.row_fields import ENTER, Row, RowLine, RowsField
from ui.fields.text_fields import Combo
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.type_ahead import Suggestion, Suggestions

translate = QCoreApplication.translate
_AROUND_ROLE = 34
"""Pixels for frame, padding and arrow of a choice of role."""
_LABEL_WIDTH = 128


class PartnersField(RowsField):
    """Edit the partners; Enter adds the next, an emptied name removes its row; known names are offered."""

    def __init__(self, theme: Theme, names: BackgroundQuery) -> None:
        """Ask ``names`` for each ``PartnerName`` that a typed text may go on to."""
        super().__init__("partners", lambda: _PartnerRow(theme, self.add, names))


class ExtrasField(RowsField):
    """Edit labels that have no field of their own, as printed in a paper, and their values."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("extra", lambda: _ExtraRow(theme), translate("Editor", "Labels and values"))


class _PartnerRow(Row):
    def __init__(self, theme: Theme, add: Callable[[list[Partner], Row], None], names: BackgroundQuery) -> None:
        super().__init__()
        self._suggestions: Suggestions | None = None
        self._name = RowLine(
            self.tr("Partner"), r"[;\n]", lambda names: add([self._partner(name) for name in names], self)
        )
        self._name.setPlaceholderText(self.tr("Add a partner or funder"))
        self._role = Combo(self.tr("Role"))
        for role in ROLES:
            self._role.addItem(value_texts.role(role), role)
        self._role.setProperty("kind", "bare")
        self._role.currentTextChanged.connect(self._fit_role)
        self._fit_role()
        self._role.activated.connect(self.edited)
        self._name.textEdited.connect(names.ask)
        names.answered.connect(self._offer)
        self.lay_out(theme, self._name, self._role, remove=self.tr("Remove this partner"))

    @override
    def value(self) -> Partner | None:
        name = " ".join(self._name.text().split())
        return self._partner(name) if name else None

    @override
    def fill(self, value: Any) -> None:
        self._name.show_text(value.name if value else "")
        self._role.setCurrentIndex(ROLES.index(value.role) if value else 0)

    @Slot(object, object)
    def _offer(self, typed: str, names: Sequence[PartnerName]) -> None:
        """Offer the names for what is typed here, if it still stands; none for what was named whole."""
        if not self._name.hasFocus() or typed != self._name.text():
            return
        if self._suggestions is None:
            self._suggestions = Suggestions(self._name, self.tr("Known partners"))
            self._suggestions.taken.connect(self._take)
            self.destroyed.connect(self._suggestions.deleteLater)
        found = [Suggestion(one.name, one.name, one.spelling) for one in names if one.name != typed]
        self._suggestions.offer(found, is_first_chosen=False)

    @Slot(object)
    def _take(self, name: object) -> None:
        self._hide_suggestions()
        self._name.selectAll()
        self._name.insert(str(name))  # as if it were typed: undo brings back what was

    def _hide_suggestions(self) -> None:
        if self._suggestions:
            self._suggestions.offer(())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._name and self._suggestions and self._suggestions.isVisible():
            if event.type() == QEvent.Type.FocusOut:
                self._hide_suggestions()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
                return self._handle_list_key(self._suggestions, event.key()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _handle_list_key(self, shown: Suggestions, key: int) -> bool:
        """Handle a key of the list of names; tell whether it was one."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            shown.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._hide_suggestions()
        elif key in (*ENTER, Qt.Key.Key_Tab) and (chosen := shown.chosen()) is not None:
            self._take(chosen)
        else:
            self._hide_suggestions()
            return False
        return True

    def _fit_role(self) -> None:
        """Leave the room that the role does not need to the name."""
        self._role.setFixedWidth(self._role.fontMetrics().horizontalAdvance(self._role.currentText()) + _AROUND_ROLE)

    def _partner(self, name: str) -> Partner:
        return Partner(name, ROLES[max(0, self._role.currentIndex())])

    @override
    def show_parts(self) -> None:
        """Show role, grip and remove button beside a name only; name the partner to a screen reader."""
        name = self._name.text().strip()
        for part in (self._role, self._remove, self._grip):
            part.setVisible(bool(name))
        self._role.setAccessibleName(self.tr("Role of {name}").format(name=name) if name else self.tr("Role"))


class _ExtraRow(Row):
    goes_on_within = True

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._label = RowLine(self.tr("Label"))
        self._label.setPlaceholderText(self.tr("Add a field"))
        self._label.setMinimumWidth(_LABEL_WIDTH)
        self._value = Prose(self.tr("Value"), most=6)
        self._value.setProperty("kind", "bare")
        self._value.setPlaceholderText(self.tr("Value"))
        self._value.left.connect(self.edited)
        self.lay_out(theme, self._label, self._value, remove=self.tr("Remove this label"))

    @override
    def value(self) -> tuple[str, str] | None:
        label, text = " ".join(self._label.text().split()), self._value.text()
        return (label, text) if label or text else None

    @override
    def fill(self, value: Any) -> None:
        label, text = value or ("", "")
        self._label.show_text(label)
        self._value.set_text(text)

    @override
    def show_parts(self) -> None:
        label = self._label.text().strip()
        is_filled = bool(label or self._value.toPlainText())
        self._label.setMaximumWidth(_LABEL_WIDTH if is_filled else self.maximumWidth())
        for part in (self._value, self._remove, self._grip):
            part.setVisible(is_filled)
        self._value.setAccessibleName(self.tr("Value of {label}").format(label=label) if label else self.tr("Value"))
