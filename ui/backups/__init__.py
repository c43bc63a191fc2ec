"""Backups in the window: made as the person works, looked at, brought back."""
