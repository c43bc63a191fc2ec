"""Safety of workspace files: their backups, what is known of their state, and folders in which they are at risk."""
