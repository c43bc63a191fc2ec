"""Records as frozen values: what intake makes, the workspace keeps and every export receives.

Imports nothing of the program: knows no database, file or screen.
"""
