"""Language of a text by the script that it is written in: what reads it aloud must know its letters."""

import re

_SCRIPTS = re.compile(
    "(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)"
    "|(?P<el>[\u0370-\u03ff\u1f00-\u1fff]+)"
    "|(?P<ru>[\u0400-\u052f]+)"
    "|(?P<hy>[\u0531-\u058f]+)"
    "|(?P<he>[\u0591-\u05f4]+)"
    "|(?P<ar>[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+)"
    "|(?P<dv>[\u0780-\u07bf]+)"
    "|(?P<hi>[\u0900-\u097f]+)"
    "|(?P<bn>[\u0980-\u09ff]+)"
    "|(?P<pa>[\u0a00-\u0a7f]+)"
    "|(?P<gu>[\u0a80-\u0aff]+)"
    "|(?P<or>[\u0b00-\u0b7f]+)"
    "|(?P<ta>[\u0b80-\u0bff]+)"
    "|(?P<te>[\u0c00-\u0c7f]+)"
    "|(?P<kn>[\u0c80-\u0cff]+)"
    "|(?P<ml>[\u0d00-\u0d7f]+)"
    "|(?P<si>[\u0d80-\u0dff]+)"
    "|(?P<th>[\u0e00-\u0e7f]+)"
    "|(?P<lo>[\u0e80-\u0eff]+)"
    "|(?P<bo>[\u0f00-\u0fff]+)"
    "|(?P<my>[\u1000-\u109f]+)"
    "|(?P<ka>[\u10a0-\u10ff\u1c90-\u1cbf]+)"
    "|(?P<am>[\u1200-\u139f]+)"
    "|(?P<km>[\u1780-\u17ff]+)"
    "|(?P<ja>[\u3040-\u30ff]+)"
    "|(?P<zh>[\u3400-\u9fff]+)"
    "|(?P<ko>[\u1100-\u11ff\uac00-\ud7af]+)"
)
# languages that share a script with a larger one, by letters that only they have
_OWN_LETTERS = (
    ("ar", "ur", re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")),
    ("ar", "fa", re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")),
    ("ru", "uk", re.compile("[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]")),
    ("zh", "ja", re.compile("[\u3040-\u30ff]")),
)


def script_language(text: str) -> str:
    """Guess the language (ISO 639-1) of a text whose script is not Latin; "" where most letters are."""
    counts: dict[str, int] = {}
    for letters in _SCRIPTS.finditer(text):
        script = letters.lastgroup or ""
        counts[script] = counts.get(script, 0) + len(letters[0])
    most = max(counts, key=lambda script: counts[script], default="latin")
    if most == "latin":
        return ""
    return next((own for shared, own, having in _OWN_LETTERS if shared == most and having.search(text)), most)
