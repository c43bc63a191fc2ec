"""Domain logic of Roundtable: records, intake, mapping, search, exports."""

__version__ = "0.1.0"
