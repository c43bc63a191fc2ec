"""Contributions page."""
