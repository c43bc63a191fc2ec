"""Three-way merge of workspaces: copies that are worked on elsewhere, their common base, their merge."""
