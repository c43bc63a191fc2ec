"""Search: the query language, its conditions in SQL, facets, saved searches and fuzzy matches of short lists.

Imports vocabulary and the workspace; must not load practices.
"""
