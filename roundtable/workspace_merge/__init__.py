"""Workspaces that parted and come together again: taking along, finding the base, merging back."""
