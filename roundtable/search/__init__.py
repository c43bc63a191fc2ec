"""Search over practices: the query language, its execution, facets, saved searches and fuzzy matching."""
