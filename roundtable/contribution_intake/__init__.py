"""Intake of returned contribution workbooks: rows and marks read, matched to practices and merged three ways.

Only ``practice_merge``, ``mapping_merge`` and ``roundtable_match`` write into a workspace.
"""
