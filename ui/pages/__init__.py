"""Base classes of the window's pages."""
