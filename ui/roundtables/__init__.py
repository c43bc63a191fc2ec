"""Roundtables page: list and editor of roundtables."""
