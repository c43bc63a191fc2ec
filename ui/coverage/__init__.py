"""Coverage of a roundtable as pictures and tables, on the screen and as files."""
