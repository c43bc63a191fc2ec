"""Read a text file in any common encoding; refuse binary files."""

import codecs
import email
import email.policy
import html
import re
from functools import partial
from pathlib import Path

from roundtable.errors import InputError
from roundtable.file_errors import content_of

LARGEST = 4_000_000
"""Largest file in bytes; a paper with a thousand practices has one million."""
MOST_LINES = 60_000
"""Lines of a file; a paper with a thousand practices has ten to twenty thousand."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_AS_WINDOWS_1252 = "roundtable.windows-1252"
_ENCODINGS = (
    ("cp1252", "Windows-1252"),
    ("mac_roman", "Mac Roman"),
    ("cp850", "DOS 850"),
    ("cp1250", "Windows-1250"),
    ("cp1251", "Windows-1251"),
    ("cp1253", "Windows-1253"),
    ("cp1254", "Windows-1254"),
    ("cp1256", "Windows-1256"),
)
_FREQUENT = frozenset("éèêëàâçîïôûùüöäßáíóúñãõœæøåÉÀÇÁÍÓÚÑÖÜÄ¿¡")
_PUNCTUATION = frozenset("’‘“”–—…«»•·€°§ ©")
_LATIN = re.compile("[À-ɏ]")
_TWICE_ENCODED = re.compile("[Â-ô][\x80-¿Œ-œŠšŸŽžƒˆ˜–—‘-„†‡•…‰‹›€™]{1,3}")
_MIME = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?(?:MIME-Version|Content-Type):", re.I
)
_BOUNDARY = re.compile(rb"boundary=\"?([^\";\r\n]{1,70})", re.I)
_MOST_PARTS = 1_000
"""How many parts of a mail are told apart."""
_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_OTHER_FORMATS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
)


def read_file(file: Path) -> tuple[str, str]:
    """Return the text of ``file`` and a doubt about its encoding ("" for none).

    Raises InputError for a file that cannot be opened, is empty, too large, or no text.
    """
    data = content_of(file, partial(_check_size, file))
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise InputError(f"“{file}” is empty.", "Choose the file that holds the paper's text.")
    text, doubt = _decoded(file, data)
    if (lines := sum(map(text.count, "\n\r\x0b\f\x85\u2028\u2029"))) > MOST_LINES:
        raise InputError(
            f"“{file}” has {lines:,} lines, where a paper has a few thousand.",
            f"Save the text of the paper alone, or divide it; up to {MOST_LINES:,} lines can be imported.",
        )
    return text, doubt


def _check_size(file: Path, size: int) -> None:
    if size > LARGEST:
        raise InputError(
            f"“{file}” is too large for a paper: {size / 1e6:.0f} MB of text, where a paper has less than 1 MB.",
            f"Save the text of the paper alone; up to {LARGEST // 1_000_000} MB can be imported.",
        )


def _decoded(file: Path, data: bytes) -> tuple[str, str]:
    if data.startswith(_OTHER_FORMATS):
        raise _binary(file)
    unread = ""
    if _MIME.match(data):
        data, unread = _body_of_mail(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(file, data[len(mark) :], encoding), unread
    if b"\0" in data[:4096]:
        encoding = _utf16_without_mark(data)
        if not encoding:
            raise _binary(file)
        return _strictly(file, data, encoding), unread
    text, doubt = _eight_bit(data)
    mended = _TWICE_ENCODED.sub(_decoded_again, text)
    if mended != text:
        doubt = f"{doubt} Letters that were encoded twice, such as “Ã©” for “é”, were mended."
    return _checked(file, mended), f"{unread} {doubt}".strip()


def _alternatives(parts: list[str]) -> list[str]:
    """Return the alternatives of a mail's body that are to be read: the plain one, unless the other says far more."""
    words = [set(re.findall(r"[^\W\d_]+", html.unescape(_TAG.sub(" ", part)))) for part in parts]
    if len(parts) < 2 or len(words[1] - words[0]) <= len(words[1]) / 4:
        return parts[:1]
    return parts[1:] if words[0] <= words[1] else parts


def _body_of_mail(data: bytes) -> tuple[bytes, str]:
    """Return the text of a mail and of the texts attached to it, subject and sender above, and what was not read.

    One of more parts than anybody attaches is returned as it is: to parse them takes minutes.
    """
    boundaries = set(_BOUNDARY.findall(data))
    if len(boundaries) > _MOST_PARTS or sum(data.count(b"\n--" + one) for one in boundaries) > _MOST_PARTS:
        return data, ""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part.get_content() for kind in ("plain", "html") if (part := message.get_body((kind,)))]
        headers = "".join(f"{name}: {message[name]}\n" for name in ("From", "To", "Date", "Subject") if message[name])
        texts = _alternatives(parts)
        attached = list(message.iter_attachments())
        texts += [part.get_content() for part in attached if part.get_content_maintype() == "text"]
        others = [part.get_filename() or "…" for part in attached if part.get_content_maintype() != "text"]
        unread = f"Not read: the mail's attachments {', '.join(map('“{}”'.format, others))}; save them and import them."
        return "\n\n".join((headers, *texts)).encode(errors="replace"), unread if others else ""
    except (LookupError, UnicodeError, ValueError, AttributeError, RecursionError):  # the bytes as they are say more
        return data, ""


def _eight_bit(data: bytes) -> tuple[str, str]:
    """Decode UTF-8, single bytes that are none as Windows-1252; a text without any UTF-8 as the likeliest of others."""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", errors=_AS_WINDOWS_1252)
    odd = len(re.findall("[\udc80-\udcff]", data.decode("utf-8", errors="surrogateescape")))
    if 2 * (sum(letter > "\x7f" for letter in text) - odd) > odd:
        return text, (
            f"{odd} byte{'s' * (odd > 1)} of the file (first at line {line}) "
            f"{'are' if odd > 1 else 'is'} not UTF-8 and {'were' if odd > 1 else 'was'} read as Windows-1252; "
            "check the letters there."
        )
    encoding, name = max(_ENCODINGS, key=lambda one: _plausibility(data.decode(one[0], errors="replace")))
    doubt = f"The file is not UTF-8 (first at line {line}) and was read as {name}; check its accented letters."
    return data.decode(encoding, errors="replace"), doubt


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are no UTF-8; a letter cut in two by the end of the file becomes “�”."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    is_cut = error.end == len(error.object) and error.reason == "unexpected end of data"
    return ("�" if is_cut else error.object[error.start : error.end].decode("cp1252", errors="replace")), error.end


codecs.register_error(_AS_WINDOWS_1252, _windows_1252)


def _plausibility(text: str) -> float:
    """Rate how much a decoded text looks like writing: letters within words, of one script and case."""
    score = 0.0
    for match in re.finditer(r"[^\x00-\x7f]", text[:200_000]):
        letter, before, after = match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        beside = [side for side in (before, after) if side.isalpha()]
        if _LATIN.match(letter) and len(beside) == 2 and not any(side.isascii() for side in beside):
            score -= 2  # accented letters hardly stand three in a row
        elif letter in _FREQUENT:
            score += 2 if letter.islower() or not before.islower() else -2
        elif letter in _PUNCTUATION:
            score += 0.5 if letter in "’'" or not (before.isalpha() and after.isalpha()) else -1
        elif letter.isalpha():
            is_foreign = any(side.isascii() for side in beside) and not _LATIN.match(letter)
            score += -2 if is_foreign or (letter.isupper() and before.islower()) else 1.5
        else:
            score -= 1
    return score


def _decoded_again(match: re.Match[str]) -> str:
    """Return letters that were read as Windows-1252 and encoded again as what they were, else as they are."""
    try:
        data = b"".join(
            letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252") for letter in match[0]
        )
        return data.decode("utf-8")
    except UnicodeError:
        return match[0]


def _utf16_without_mark(data: bytes) -> str:
    """Return the encoding of Latin text in UTF-16: every second byte is zero."""
    sample = data[:4096]
    zeros = [sample[at::2].count(0) / max(1, len(sample) // 2) for at in (0, 1)]
    return "utf-16-be" if zeros[0] > 0.8 > zeros[1] else "utf-16-le" if zeros[1] > 0.8 > zeros[0] else ""


def _strictly(file: Path, data: bytes, encoding: str) -> str:
    try:
        return _checked(file, data.decode(encoding))
    except UnicodeDecodeError as error:
        raise _binary(file) from error


def _checked(file: Path, text: str) -> str:
    """Refuse text with many control characters."""
    sample = text[:100_000]
    if "\0" in sample or len(_CONTROL.findall(sample)) > len(sample) / 200:
        raise _binary(file)
    return text


def _binary(file: Path) -> InputError:
    return InputError(
        f"“{file}” is not text: it is in a program's own format.",
        "Save the paper as plain text (UTF-8) in the program it comes from, then import that file.",
    )
