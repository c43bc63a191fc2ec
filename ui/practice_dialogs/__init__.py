"""Dialogs about practices: history, merge, find and replace, set field, trash, pasted records.

Show and ask; what is chosen is done by who opened them.
"""
