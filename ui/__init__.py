"""What people meet: the window, its pages and dialogs, and the command line.

Must not import db, SQLAlchemy, reportlab or openpyxl.
"""
