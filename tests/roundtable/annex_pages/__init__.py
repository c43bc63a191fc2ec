"""Tests of the annex: the document, its lines and pages, the file."""
