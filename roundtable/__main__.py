"""Hand ``python -m roundtable`` over to the command line."""

from ui.start import run

raise SystemExit(run())
