"""Files that somebody made by mistake or on purpose, and that must be refused, or read, in time and without harm.

Each entry makes one file at a path; none is larger than a few megabytes on the disk. No tests here.
"""

import sys

from tests.hostile_files.exchange_files import EXCHANGE
from tests.hostile_files.makers import Maker
from tests.hostile_files.no_files import NO_FILES
from tests.hostile_files.texts import MAILS, MARKUP, TEXTS
from tests.hostile_files.workbooks import WORKBOOKS

FILES: dict[str, Maker] = {
    **TEXTS,
    **MARKUP,
    **MAILS,
    **EXCHANGE,
    **WORKBOOKS,
    **({} if sys.platform == "win32" else NO_FILES),
}
