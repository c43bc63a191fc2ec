"""How records are kept: tables, unit of work, journal, upgrades.

Imports SQLAlchemy and Alembic only; must not import roundtable.
"""
