"""Backups of workspaces: where they lie, when one is made, which are kept."""
