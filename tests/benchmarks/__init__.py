"""How fast the program is, as ratios to a floor measured in the same run; not part of the test run."""

import os

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, as its libraries have
