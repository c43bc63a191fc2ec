"""JSON exchange ``roundtable/1``: written, read, and merged into a workspace by identity.

Imports every package of records; must not know workbooks or papers.
"""
