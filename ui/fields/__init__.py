"""Input fields that every editor is built of: lines, texts, rows, clipboard text.

Know no record and save nothing.
"""
