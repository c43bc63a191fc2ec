"""Open workspace of the window, and the base of the actions on it."""
