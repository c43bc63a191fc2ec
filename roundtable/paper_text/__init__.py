"""Plain text of a paper: decoding, lines, field labels, line wrapping, footnotes, page furniture."""
