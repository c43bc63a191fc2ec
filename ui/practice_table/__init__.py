"""Table of practices: model over keys, painted cells, columns, choice of rows."""
