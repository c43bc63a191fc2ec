"""Protected copies of workspaces: encrypted under a passphrase, for a stick or a mail."""
