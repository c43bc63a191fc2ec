"""Spreadsheet files: cells read as the texts a person sees, and sheets of texts written.

The only package that knows openpyxl, beside the writer of contributions; knows no record.
"""
