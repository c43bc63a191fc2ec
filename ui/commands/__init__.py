"""The commands of the program, each a function of what was typed that calls a service, prints and returns a status.

Import Qt only to open the window.
"""
