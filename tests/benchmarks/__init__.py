"""How fast the program is, as ratios to a floor measured in the same run; not part of the test run."""
