"""The Excel contribution: a workbook that goes to ministries and comes back.

Only ``workbook`` and ``sheets`` know openpyxl; the rest is pure.
"""
