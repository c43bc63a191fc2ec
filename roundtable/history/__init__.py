"""History of a workspace: undo and redo, earlier states, versions of a practice, handovers, usage."""
