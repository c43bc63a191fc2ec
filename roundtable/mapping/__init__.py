"""Mapping of practices to guiding questions and possible measures: matrix, coverage and gaps of a roundtable."""
