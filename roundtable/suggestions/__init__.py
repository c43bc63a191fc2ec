"""Suggestions: which questions and measures a practice likely answers, ranked by words and related terms.

Imports mapping and vocabulary; never writes.
"""
