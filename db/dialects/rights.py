"""Rights in a shared workspace, and the kinds of tables by which they differ."""

RIGHTS = ("reader", "contributor", "editor", "clearing")
"""Each right contains those before it."""
OF_TEXT = (
    *("practice_country", "practice_extra", "practice_image", "practice_link", "practice_partner"),
    *("practice_reference", "practice_term", "practice_translation"),
)
"""Tables of what a practice says, which is cleared with it."""
OF_MARKS = ("mapping", "refusal", "annex_entry")
"""Tables of where a practice belongs."""
INDEXES = ("practice_index", "practice_text")
"""Tables derived from practices, under their keys."""
APPENDED = ("handover", "handover_practice", "journal_entry", "journal_touch")
"""Tables of facts, which nobody takes back; of a handover the recipient may be said later."""
ONLY_READ = ("origin", "workspace_identity")
"""Tables that are written once, when a workspace is made."""
