"""What is taken back from backups and out of damaged files."""
