"""Pages of an annex: its parts as strips with structural roles, filled into pages.

It knows fonts by their widths only; a writer draws what it places.
"""
