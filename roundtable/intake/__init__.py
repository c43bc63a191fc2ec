"""The intake of papers: from a file's words to records, with an account of every word."""
