"""Contributions page: what the next contribution holds and lacks."""
