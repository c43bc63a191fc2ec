"""Vocabulary page: lists of thematic areas, tags and places, and their edits."""
