"""The annex as a PDF file: draws pages that are laid out, tagged (PDF/UA-1) and archival (PDF/A-3a).

Must not read a workspace nor lay anything out; ``pdf.write`` receives the document, and its records as bytes. reportlab
makes the subsets of fonts with plain text; every other object is written here, once and ready.
"""
