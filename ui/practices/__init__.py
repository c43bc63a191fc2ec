"""Practices page: table, filters, pane of the chosen practice, and what is done to the chosen ones."""
