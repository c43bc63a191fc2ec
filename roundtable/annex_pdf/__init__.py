"""The annex as a PDF file: draws pages that are laid out.

Must not read a workspace nor lay anything out; ``pdf.write`` receives the document.
"""
