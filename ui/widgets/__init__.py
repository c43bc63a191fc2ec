"""Widgets shared by the pages: builders, lists, panes, bars, fields."""
