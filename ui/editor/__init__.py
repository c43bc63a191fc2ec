"""The practice editor: a field for everything that a practice record holds, each saved when a person leaves it."""
