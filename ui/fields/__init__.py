"""Input fields of the editors: lines, texts, ordered rows, and clean text from the clipboard."""
