"""Table of practices in a sheet: what its headings mean, which way it runs, and which of its rows are no practices."""
