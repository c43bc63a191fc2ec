"""Mapping page: the matrix of practices and targets, its suggestions and reasons."""
