"""Import preview, its decisions, and the report that stays afterwards."""
