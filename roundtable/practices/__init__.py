"""Practices of a workspace: read, saved, edited one by one or many at once, merged, pasted, illustrated.

Imports mapping, search, vocabulary and the intake of pasted text; must not know exports.
"""
