"""The open workspace: opened, made, changed; the ones opened last."""
