"""Preferences of the person: their dialog, and applying them to the window."""
