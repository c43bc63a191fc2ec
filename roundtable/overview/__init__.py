"""Overview of a workspace: how far each roundtable is, what waits for a decision, what changed since a handover."""
