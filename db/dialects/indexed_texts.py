"""SQL that selects the texts of practices for the full-text index."""

COLUMNS = ("title", "summary", "partners", "countries", "terms", "details")
"""The full-text index's columns, in their order; ``details`` holds every other field."""
SUBJECT = ("title", "summary", "terms")
"""The columns that tell what a practice is about."""
DETAILS = (
    *("notes", "results", "lessons", "beneficiaries", "evidence", "evaluation", "replicability", "level", "reach"),
    *("gender_aspects", "child_aspects", "disability_aspects", "starts", "ends", "progress", "budget", "currency"),
    *("contact", "publication_consent", "image_rights", "cleared_by", "cleared_on"),
)
"""The fields of one text in ``details``; links, further labels and references are there, too."""
_JOINED = " || '\n' || ".join(f"p.{name}" for name in DETAILS)
_LISTS = " || ".join(
    f"coalesce((SELECT '\n' || {{joined}}({value}, '\n'{{order[{table}]}}) FROM {table} WHERE practice_id = p.id), '')"  # noqa: S608
    for table, value in (
        ("practice_link", "text"),
        ("practice_extra", "label || ': ' || value"),
        ("practice_reference", "value"),
    )
)
_TEXTS = {
    "title": """p.title || coalesce((SELECT {joined}('; ' || title, ''{order[practice_translation]})
        FROM practice_translation WHERE practice_id = p.id), '')""",
    "summary": """p.summary || coalesce((SELECT {joined}('\n' || summary, ''{order[practice_translation]})
        FROM practice_translation WHERE practice_id = p.id), '')""",
    "partners": """(SELECT {joined}(name, '; '{order[practice_partner]}) FROM practice_partner
        WHERE practice_id = p.id)""",
    "countries": """(SELECT {joined}(printed || ' ' || code, '; '{order[practice_country]}) FROM practice_country
        WHERE practice_id = p.id)""",
    "terms": """(SELECT {joined}(term.name, '; '{order[practice_term]}) FROM practice_term
        JOIN term ON term.id = term_id WHERE practice_id = p.id)""",
    "details": f"{_JOINED} || {_LISTS}",
}
_ORDERED = ("translation", "partner", "country", "term", "link", "extra", "reference")


def texts(joined: str, order: str = "") -> dict[str, str]:
    """Return what each column holds the words of, for a practice ``p``.

    ``joined`` is the function that joins texts, ``order`` what it takes to join them in their order in a ``{table}``.
    """
    orders = {(table := f"practice_{name}"): order.format(table=table) for name in _ORDERED}
    return {name: text.format(joined=joined, order=orders) for name, text in _TEXTS.items()}
