"""Dialogs about practices: history, merge, find and replace, set field, trash, a pasted record."""
