"""Storage of a workspace: a file of its own, or a database that several share on a server."""
