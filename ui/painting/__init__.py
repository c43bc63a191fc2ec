"""Pictures of numbers: painted from plain values, on a screen or into a file."""
