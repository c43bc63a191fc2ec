"""Shell of the window: menus, pages, navigation, files, undo, palette."""
