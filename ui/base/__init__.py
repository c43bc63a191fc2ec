"""Basics for every widget: theme, icons, texts of values, signals, search hits, retries."""
