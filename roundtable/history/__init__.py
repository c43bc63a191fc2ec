"""History of a workspace: undo and redo, earlier states, versions of a practice, handovers, usage.

Imports practices and the workspace; must not know files or screens.
"""
