"""Gaps of a roundtable: list, form, and the line about the ones that are due."""
