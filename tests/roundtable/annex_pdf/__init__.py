"""Tests of the annex as a PDF file."""
