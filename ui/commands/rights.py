"""Command that grants rights in a shared workspace."""

import argparse

from roundtable.storage import server_rights
from ui.commands.arguments import AddCommand

_NONE = "none"


def add_commands(add: AddCommand) -> None:
    """Add the command of this module."""
    given = add("grant", _grant, "give a login of the server one right in a shared workspace, in place of any other")
    given.add_argument("location", metavar="LOCATION", help="postgresql://owner@server/database")
    given.add_argument("right", choices=(*server_rights.RIGHTS, _NONE), help="each contains those before it")
    given.add_argument("login", metavar="LOGIN")
    given.add_argument("--ministry", default="", metavar="NAME", help="whose practices a contributor changes")


def _grant(chosen: argparse.Namespace) -> int:
    """Grant a right, or take all away."""
    right = None if chosen.right == _NONE else chosen.right
    server_rights.grant(chosen.location, right, chosen.login, chosen.ministry)
    print(f"{chosen.login}: {chosen.right}" + (f", {chosen.ministry}" if chosen.ministry else ""))
    return 0
