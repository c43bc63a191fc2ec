"""See the package ui."""
