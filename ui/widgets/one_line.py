"""A line of words that is cut with an ellipsis where there is no room, and never widens what it stands in.

Shows what it is told; the whole of it is its tooltip and what a screen reader reads.
"""

from ui.widgets.line_breaks import FewLines


class OneLine(FewLines):
    """Say something on one line."""

    def __init__(self, kind: str = "caption") -> None:
        super().__init__(1, kind)
