"""Gaps of a roundtable: list, form, and the line about those due."""
