"""Database of a workspace: tables, unit of work, journal, upgrades."""
