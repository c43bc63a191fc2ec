"""Records as frozen values: what intake makes, the workspace keeps and every export receives."""
