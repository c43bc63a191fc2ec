"""Vocabulary of a workspace: thematic areas, tags and places, their spellings, and the edits of them.

Imports records and the workspace; must not know practices or screens.
"""
