"""Start of a process of the program, with the garbage collector at rest.

Imports nothing of the program before that.
"""

import gc


def run() -> int:
    """Run one command as a process of its own."""
    gc.disable()  # a start makes a hundred thousand objects that all stay
    from ui.command_line import main

    gc.freeze()
    gc.enable()
    status = main()
    gc.freeze()  # what is left ends with the process: its last collection would look through all of it for nothing
    return status
