"""Hand ``python -m roundtable`` over to the command line."""

from ui.command_line import main

raise SystemExit(main())
