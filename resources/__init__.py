"""Data files: vocabularies, places, fonts map, icons, sample, styles."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Return the file path of the resource ``name`` (slash-separated, relative to this package)."""
    return Path(str(files(__name__).joinpath(name)))
