"""Work off the window's thread: jobs with progress and cancel, background queries, crash reports."""
