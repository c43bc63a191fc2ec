"""What a screen reader does, over AT-SPI: edit a title in the table of practices, map it, read what is said.

Runs under the system's Python, which alone has the bindings (``gi``); prints what it reads, a line each.
"""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is asked for first

PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.1
LABEL = "labelled-by"


def everything(one: Any) -> Iterator[Any]:
    """Yield an object and all below it, as far as they are there while one looks."""
    yield one
    for number in range(one.get_child_count()):
        if (child := one.get_child_at_index(number)) is not None:
            yield from everything(child)


def awaited(look: Callable[[], Any], what: str) -> Any:
    """Look again and again until there is something; what vanishes meanwhile is looked for anew."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if seen := look():
                return seen
        except GLib.Error:
            pass  # it went away while it was asked
        time.sleep(PAUSE_SECONDS)
    sys.exit(f"there never was: {what}")


def program() -> Any:
    """Return the program on the desktop, None before it is there."""
    desktop = Atspi.get_desktop(0)
    children = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    return next((child for child in children if child is not None and child.get_name() == "Roundtable"), None)


def get(where: Any, role: str, name: str, *, is_shown: bool = True) -> Any:
    """Wait for an object of a role whose name begins so; entries of menus are there without being shown."""

    def is_it(one: Any) -> bool:
        is_there = not is_shown or one.get_state_set().contains(Atspi.StateType.SHOWING)
        return bool(is_there and one.get_role_name() == role and one.get_name().startswith(name))

    return awaited(lambda: next(filter(is_it, everything(where)), None), f"{role} “{name}”")


def press(one: Any) -> None:
    """Do the first thing that an object offers: press a button, choose a cell or an entry."""
    one.get_action_iface().do_action(0)


def choose(where: Any, one: Any) -> None:
    """Choose nothing but one of a list or table."""
    where.get_selection_iface().clear_selection()
    press(one)


def edit_title(window: Any, old: str, new: str) -> None:
    """Find a practice in the table and change its title."""
    practices = get(window, "table", "Practices")
    choose(practices, get(practices, "table cell", old))
    press(get(window, "page tab", "Edit"))
    title = get(window, "text", "Title")
    awaited(lambda: title.get_text_iface().get_text(0, -1) == old, "the old title")
    title.get_editable_text_iface().set_text_contents(new)
    press(get(window, "page tab", "Read"))  # a field is saved when it is left
    print(get(window, "table cell", new).get_name())


def map_practice(window: Any, title: str, question: str) -> None:
    """Accept the practice that is likely for a question, and read what its cell and the status bar say then."""
    press(get(window, "menu item", "Mapping", is_shown=False))
    matrix = get(window, "table", "Matrix of practices")
    print(get(matrix, "table cell", f"{title}, {question}: suggested").get_name())
    press(get(window, "push button", f"Map {title}"))
    print(get(matrix, "table cell", f"{title}, {question}: mapped").get_name())
    print(get(window, "label", "Undo: Map").get_name())


def read_choices(window: Any, page: str) -> None:
    """Go to a page and read what labels each choice in view, and what is chosen."""
    press(get(window, "menu item", page, is_shown=False))
    get(window, "push button", "Export workbook…")
    for one in everything(window):
        if one.get_role_name() == "combo box" and one.get_state_set().contains(Atspi.StateType.SHOWING):
            said = [relation for relation in one.get_relation_set() if relation.get_relation_type().value_nick == LABEL]
            labels = [relation.get_target(number) for relation in said for number in range(relation.get_n_targets())]
            print(f"{' '.join(label.get_name() for label in labels)}: {one.get_name()}")


if __name__ == "__main__":
    Atspi.init()
    shown = awaited(program, "the program")
    edit_title(shown, "Wells for Ayacucho", "Wells for all of Ayacucho")
    map_practice(shown, "Wells for all of Ayacucho", "Q1 What keeps nurses at home?")
    read_choices(shown, "Contributions")
