"""Spreadsheet files: read cells as displayed text, write sheets of text cells."""
