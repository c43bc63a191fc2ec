"""The window, by keys and clicks on the real thing."""
