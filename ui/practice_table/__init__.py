"""Table of practices: model over keys, painted cells, columns, selected rows."""
