"""Basics for every widget: theme, icons, texts of values, search hits, retries."""
