"""Roundtables: sections, guiding questions, possible measures and annex order, read, saved and edited."""
