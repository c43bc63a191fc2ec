"""Annex page: the preview of the printed annex."""
