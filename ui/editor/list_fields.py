"""Fields of ordered lists: partners and funders with their roles, and further labels with their values."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from roundtable.records.practice import ROLES, Partner
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.prose_input import Prose
from ui.fields.row_fields import Row, RowLine, RowsField
from ui.fields.text_fields import Combo

translate = QCoreApplication.translate
_AROUND_ROLE = 34
"""Pixels for frame, padding and arrow of a choice of role."""
_LABEL_WIDTH = 128


class PartnersField(RowsField):
    """Edit the partners; Enter adds the next, an emptied name removes its row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("partners", lambda: _PartnerRow(theme, self.add))


class ExtrasField(RowsField):
    """Edit labels that have no field of their own, as printed in a paper, and their values."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("extra", lambda: _ExtraRow(theme), translate("Editor", "Labels and values"))


class _PartnerRow(Row):
    def __init__(self, theme: Theme, add: Callable[[list[Partner], Row], None]) -> None:
        super().__init__()
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
        self.lay_out(theme, self._name, self._role, remove=self.tr("Remove this partner"))

    @override
    def value(self) -> Partner | None:
        name = " ".join(self._name.text().split())
        return self._partner(name) if name else None

    @override
    def fill(self, value: Any) -> None:
        self._name.show_text(value.name if value else "")
        self._role.setCurrentIndex(ROLES.index(value.role) if value else 0)

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
        self._label.setPlaceholderText(self.tr("Add a label"))
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
