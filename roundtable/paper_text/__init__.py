"""Text of a paper before its records are read: lines with their places, wraps, labels, footnotes, page furniture.

Imports records and vocabulary; must not build records.
"""
