"""The annex of a roundtable's paper: built from records as a frozen document, then laid out and written.

Must not read a workspace; ``document.build`` receives records, ``pdf.write`` receives the document.
"""
