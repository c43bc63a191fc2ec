"""Preferences of the person: their dialog and what follows from them."""
