"""Roundtables: sections, guiding questions, possible measures and annex order, read, saved and edited.

Imports records and the workspace; must not know mappings.
"""
