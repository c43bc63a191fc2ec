"""Preferences of the person, kept in the settings of the program, never in a workspace."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import QSettings

from ui.base.value_texts import DATE_FORMS, languages

_KEY = "preferences/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Hold what a person prefers: name ("" for the login), language, compact rows, dates, length of a summary.

    The ``language`` ("" for none) is that of new practices, and the one in which annex and contribution come first.
    """

    name: str = ""
    language: str = ""
    is_compact: bool = False
    date_form: str = DATE_FORMS[0]
    least_words: int = 75
    most_words: int = 100

    def advises(self, words: int) -> bool:
        """Tell whether a summary of so many words is as long as advised; without a limit, it always is."""
        return self.most_words == 0 or self.least_words <= words <= self.most_words


def read(settings: QSettings) -> Preferences:
    """Return the preferences; what is not set, or to nothing known, is as at first."""
    first = Preferences()
    date_form = settings.value(f"{_KEY}date_form", first.date_form)
    return Preferences(
        name=str(settings.value(f"{_KEY}name", first.name)),
        language=language if (language := settings.value(f"{_KEY}language")) in dict(languages()) else first.language,
        is_compact=bool(settings.value(f"{_KEY}is_compact", defaultValue=first.is_compact, type=bool)),
        date_form=str(date_form) if date_form in DATE_FORMS else first.date_form,
        least_words=_number(settings, "least_words", first.least_words),
        most_words=_number(settings, "most_words", first.most_words),
    )


def _number(settings: QSettings, name: str, first: int) -> int:
    stored = str(settings.value(f"{_KEY}{name}", first))
    return int(stored) if stored.isascii() and stored.isdigit() else first


def keep(settings: QSettings, preferences: Preferences) -> None:
    """Keep the preferences."""
    for name, value in asdict(preferences).items():
        settings.setValue(f"{_KEY}{name}", value)
