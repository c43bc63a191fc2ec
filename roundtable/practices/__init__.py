"""Practices of a workspace: read, save, edit one or many, merge duplicates, paste and illustrate."""
