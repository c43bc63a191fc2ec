"""The partners and funders of a practice: one row each, a name and what it is to the practice.

Any name is as good as another: organisations are on no list.
"""

from collections.abc import Callable
from typing import Any

from typing_extensions import override

from roundtable.records.practice import ROLES, Partner, Role
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.row_fields import Grip, Row, RowLine, RowsField, small_button
from ui.fields.text_fields import Combo
from ui.widgets.build import row


class PartnersField(RowsField):
    """Edit the partners in their order; Enter adds the next, an emptied name removes its row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("partners", lambda: _PartnerRow(theme, self.add))


class _PartnerRow(Row):
    def __init__(self, theme: Theme, add: Callable[[list[Partner], Row], None]) -> None:
        super().__init__()
        self._add = add
        self._name = RowLine(self.tr("Partner"), r"[;\n]", self._take_many)
        self._name.setPlaceholderText(self.tr("Add a partner or funder"))
        self._role = Combo(self.tr("Role"))
        for role in ROLES:
            self._role.addItem(value_texts.role(role), role)
        self._role.setProperty("kind", "bare")
        self._role.setFixedWidth(100)
        self._remove = small_button("×", self.tr("Remove this partner"))
        self._grip = Grip(theme)
        self.first = self._name
        self.setLayout(row(self._grip, self._name, self._role, self._remove, spacing=4))
        self._name.editingFinished.connect(self.edited)
        self._name.textChanged.connect(self._show_parts)
        self._name.textEdited.connect(self.typed)
        self._role.activated.connect(self.edited)
        self._remove.clicked.connect(self.removed)
        self._grip.dragged.connect(self.dragged)
        self.watch(self._name, self._role)
        self._show_parts()

    @override
    def value(self) -> Partner | None:
        name = " ".join(self._name.text().split())
        return self._partner(name) if name else None

    @override
    def fill(self, value: Any) -> None:
        self._name.setText(value.name if value else "")
        self._name.setCursorPosition(0)
        self._role.setCurrentIndex(ROLES.index(value.role) if value else 0)

    def _take_many(self, names: list[str]) -> None:
        self._add([self._partner(name) for name in names], self)

    def _partner(self, name: str) -> Partner:
        role: Role = ROLES[max(0, self._role.currentIndex())]
        return Partner(name, role)

    def _show_parts(self) -> None:
        """Show role, grip and cross beside a name only; tell the role's owner to a screen reader."""
        name = self._name.text().strip()
        for part in (self._role, self._remove, self._grip):
            part.setVisible(bool(name))
        self._role.setAccessibleName(self.tr("Role of {name}").format(name=name) if name else self.tr("Role"))
        self._name.setToolTip(name)
