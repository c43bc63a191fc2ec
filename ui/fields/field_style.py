"""The editor's style sheet in the theme's colours.

Fills in colours and sizes only; what they mean stands in ``resources/styles/editor.qss``.
"""

import re
from dataclasses import asdict

import resources
from ui.base.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Fill the names in the style sheet (``@accent``, ``@size_label``) with the theme's values."""
    sizes = {f"size_{name}": f"{theme.size(name)}px" for name in ("body", "label", "caption", "title")}
    values = asdict(theme.colours) | sizes
    sheet = resources.path("styles/editor.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda name: values[name[1]], sheet)
