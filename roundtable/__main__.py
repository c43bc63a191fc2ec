"""Hand ``python -m roundtable`` over to the command line."""

from ui.command_line import run

raise SystemExit(run())
