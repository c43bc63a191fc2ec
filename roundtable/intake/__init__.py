"""Import of papers: from plain text to records and a loss report."""
