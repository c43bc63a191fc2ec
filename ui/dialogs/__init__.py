"""Dialogs shared by the pages: base class, questions, file dialogs."""
