"""The Excel contribution: a workbook that goes to ministries and comes back.

Out: ``document`` -> ``texts`` -> ``workbook`` and ``sheets``. Back: ``package`` and ``grid`` -> ``reader`` -> ``merge``
and ``mapping_merge``, which alone write into a workspace. Only ``workbook``, ``sheets``, ``package``, ``grid`` know
openpyxl; all else is pure.
"""
