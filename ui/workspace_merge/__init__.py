"""Work that is taken along as a workspace file of its own, and merged back, in the window."""
