"""Shell of the window: menus, pages, navigation, files, undo, unsaved changes, palette.

The only package that knows every page.
"""
