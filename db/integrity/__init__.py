"""Soundness of a workspace file: its header, its faults, its values, and what can be read where it is damaged."""
