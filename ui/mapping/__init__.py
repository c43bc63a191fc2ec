"""Mapping page: the matrix of practices and questions, its suggestions and reasons, and the tabs beside it."""
