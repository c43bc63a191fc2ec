"""What the Secretariat will miss in a practice, one small function per rule.

A rule tells, and never refuses or mends anything.
"""
