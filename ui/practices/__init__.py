"""Practices page: table, filters, pane of the current practice, actions on the selected ones."""
