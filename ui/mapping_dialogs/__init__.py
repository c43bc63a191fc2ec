"""Dialogs that bring practices into a roundtable: map one to questions and measures, or add several to the annex."""
