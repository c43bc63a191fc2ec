"""Vocabulary of a workspace: terms and places, their spellings, look-up and edits."""
