"""Vocabulary page: lists of areas, tags and places with the edits of them."""
