"""Suggestions: rank the questions and measures that a practice likely answers by words and related terms."""
