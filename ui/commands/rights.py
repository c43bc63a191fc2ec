"""Commands on who may change what in a shared workspace: rights of logins, ministries of practices."""

import argparse

from roundtable.storage import server_rights
from ui.commands.arguments import AddCommand
from ui.commands.console import opened, terminal_progress

_NONE = "none"


def add_commands(add: AddCommand) -> None:
    """Add the command of this module."""
    given = add("grant", _grant, "grant a login one right in a shared workspace, replacing any other")
    given.add_argument("location", metavar="LOCATION", help="postgresql://owner@server/database")
    given.add_argument("right", choices=(*server_rights.RIGHTS, _NONE), help="each includes those before it")
    given.add_argument("login", metavar="LOGIN")
    given.add_argument(
        "--ministry", default="", metavar="NAME", help="the ministry whose practices a contributor may change"
    )

    moved = add("ministry", _give, "give the practices that a search finds to a ministry, in a shared workspace")
    moved.add_argument("name", metavar="NAME", help=f"whose contributors then change them; {_NONE} for nobody's")
    moved.add_argument("text", metavar="TEXT", help="the search, as “roundtable search” takes it")


def _grant(chosen: argparse.Namespace) -> int:
    """Grant a right, or take all away."""
    right = None if chosen.right == _NONE else chosen.right
    server_rights.grant(chosen.location, right, chosen.login, chosen.ministry)
    print(f"{chosen.login}: {chosen.right}" + (f", {chosen.ministry}" if chosen.ministry else ""))
    return 0


def _give(chosen: argparse.Namespace) -> int:
    """Give practices to a ministry."""
    from roundtable.practices import ministries, practice_rows
    from roundtable.search import query

    query.check_asks(chosen.text)
    name = "" if chosen.name == _NONE else " ".join(chosen.name.split())
    with opened(chosen) as workspace:
        keys = practice_rows.find_ids(workspace, chosen.text)
        ministries.give(workspace, keys, name, terminal_progress())
    print(f"{len(keys)} {'practice' if len(keys) == 1 else 'practices'}: {name or 'of no ministry'}")
    return 0
