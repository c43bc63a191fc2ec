"""Mapping of practices to guiding questions and possible measures: the matrix, coverage and gaps of a roundtable.

Imports agenda, search and vocabulary; must not load practices.
"""
