"""JSON exchange ``roundtable/1``: written, read, and merged into a workspace by identity."""
