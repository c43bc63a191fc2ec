"""Data without logic: vocabularies, places, fonts map, icons, sample, styles.

Must not compute anything; ``path`` only tells where a file lies.
"""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Return the file path of the resource ``name`` (slash-separated, relative to this package)."""
    return Path(str(files(__name__).joinpath(name)))
