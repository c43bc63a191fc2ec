"""Practice editor: one field for each value of a practice record, saved when the field is left."""
