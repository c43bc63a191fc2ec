"""The annex of a roundtable's paper: built from records as a frozen document, and what its pages are made of.

Must not read a workspace; ``document.build`` receives records.
"""
