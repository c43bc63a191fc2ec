"""What every widget may use: theme, icons, words of values, signals, search hits, retries.

Imports no other package of the window.
"""
