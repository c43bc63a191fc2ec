"""What the program knows and does, without a screen.

Must not import ui or Qt.
"""

__version__ = "0.1.0"
