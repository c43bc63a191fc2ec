"""Number formats of spreadsheets (ECMA-376 part 1, 18.8.31): a number as the text that its cell displays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from openpyxl.utils.datetime import from_excel

from roundtable.vocabulary.currencies import code_of, currency_in

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<exponent>E[+-])|(?P<general>General)|(?P<digits>[0#?.,/%]+|@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARISONS = {
    "<": lambda number, limit: number < limit,
    "<=": lambda number, limit: number <= limit,
    ">": lambda number, limit: number > limit,
    ">=": lambda number, limit: number >= limit,
    "=": lambda number, limit: number == limit,
    "<>": lambda number, limit: number != limit,
}
_LOCALES = {"409": "USD", "1009": "CAD", "c0c": "CAD", "c09": "AUD", "1409": "NZD", "411": "JPY", "804": "CNY"}
"""Currencies of signs that several share, by the language id of the format."""
_BLANKS = re.compile(r"[ \u00a0]+")
_DIGITS = re.compile(r"-?\d{1,300}")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
GENERAL = "General"
_MINUS = re.compile(r"^- (?=\d)")
_MOST_DIGITS = 300


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number as displayed; ``amount`` is its text without thousands separators and currency."""

    text: str
    amount: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    def holds(self, number: Decimal) -> bool:
        """Return whether the section's condition holds for a number."""
        return self.condition is not None and _COMPARISONS[self.condition[0]](number, self.condition[1])


@lru_cache(maxsize=4096)
def shown(written: str, code: str) -> ShownNumber:
    """Return a number as the format ``code`` displays it, as plain digits where the format shows none."""
    number = Decimal(written)
    sections = _sections(code)
    section, is_signed = _chosen(sections, number)
    value = number if is_signed else abs(number)
    try:
        text = _rendered(section, value, grouped=True, with_currency=True)
        amount = _rendered(section, value, grouped=False, with_currency=False)
    except (InvalidOperation, OverflowError, ZeroDivisionError):
        return ShownNumber(plain(number), plain(number))
    if not text:  # a format that hides its number
        return ShownNumber(plain(number), plain(number))
    return ShownNumber(text, amount or plain(number), _currency(section))


def shown_text(text: str, code: str) -> str:
    """Return a text as the format displays it: with the words that its text section puts around it."""
    if "@" not in code or code == "@":
        return text
    for section in reversed(_sections(code)):
        if any(token == _Token("digits", "@") for token in section.tokens):
            shown = {"digits": text, "blank": ""}
            return "".join(shown.get(token.kind, token.text) for token in section.tokens)
    return text


def plain(number: Decimal | float) -> str:
    """Return a number's plain digits, no more than the fifteen that spreadsheets keep."""
    rounded = float(f"{float(number):.15g}")
    return str(int(rounded)) if rounded.is_integer() and abs(rounded) < 1e15 else f"{rounded:.15g}"


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Number format codes by cell style, the styles that strike their text out, and the workbook's date epoch."""

    codes: Sequence[str]
    dates: frozenset[int]
    durations: frozenset[int]
    struck: frozenset[int]
    epoch: datetime

    def code(self, style: int) -> str:
        """Return the format code of a style."""
        return self.codes[style] if style < len(self.codes) else GENERAL

    def number(self, written: str, style: int, *, is_day: bool = False) -> ShownNumber:
        """Return a number as displayed: a date in ISO 8601, 5 and not 5.0, 50% and not 0.5.

        Without a format ``is_day`` makes it a date.
        """
        code = self.code(style)
        if style in self.dates or (is_day and code == GENERAL):
            try:
                value = from_excel(float(written), self.epoch, timedelta=style in self.durations)
            except (OverflowError, ValueError):
                value = None
            if value is not None:
                before, after = literal_ends(code)
                text = f"{before}{moment_text(value, code)}{after}"
                return ShownNumber(text, text)
        if code in (GENERAL, "@"):
            text = written if _DIGITS.fullmatch(written) else plain(float(written))
            return ShownNumber(text, text)
        return shown(written, code)


def moment_text(value: date | time | timedelta, code: str = "") -> str:
    """Return a date or time in ISO 8601, no finer than its number format ``code`` shows."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    clock = value.time() if isinstance(value, datetime) else time()
    pattern = _QUOTED.sub("", code.casefold())
    day = value.strftime("%Y-%m-%d") if not isinstance(value, datetime) else value.date().isoformat()
    if "d" not in pattern and "y" in pattern and not clock.hour and not clock.minute:
        return day[:7] if "m" in pattern else day[:4]
    return f"{day} {moment_text(clock)}" if clock.replace(microsecond=0) != time() else day


@lru_cache(maxsize=1024)
def literal_ends(code: str) -> tuple[str, str]:
    """Return the words that a date format puts before and after the date."""
    tokens = _sections(code)[0].tokens
    quoted = [token.text if token.kind == "literal" and len(token.text) > 1 else "" for token in tokens]
    return (quoted[0], quoted[-1] if len(quoted) > 1 else "") if quoted else ("", "")


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code + ";"):
        if match["other"] == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif match["bracket"] is not None:
            found = _CONDITION.fullmatch(match["bracket"].replace(" ", ""))
            condition = (found[1], Decimal(found[2])) if found else condition
        elif match["currency"] is not None:
            tokens.append(_Token("currency", match["currency"], (match["locale"] or "").lower()))
        elif match["general"]:
            tokens.append(_Token("general", ""))
        elif match["digits"] or match["exponent"]:
            tokens.append(_Token("digits", match[0]))
        else:
            text = match["quoted"] or match["escaped"] or match["other"] or ""
            tokens.append(_Token("blank", " ") if match[0][0] in "_*" else _Token("literal", text))
    return tuple(sections)


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, bool]:
    """Return the section for a number, and whether the number keeps its minus sign in it."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.holds(number):
                return section, True
        others = [section for section in numeric if section.condition is None]
        return (others or numeric)[-1], True
    if number < 0 and len(numeric) > 1:
        return numeric[1], False
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


def _rendered(section: _Section, number: Decimal, *, grouped: bool, with_currency: bool) -> str:
    pattern = "".join(token.text for token in section.tokens if token.kind == "digits")
    is_fraction = "/" in pattern
    scale = Decimal(100) ** pattern.count("%") / Decimal(1000) ** (len(pattern.rstrip("%")) - len(pattern.rstrip("%,")))
    value = number * scale
    if is_fraction:
        digits = _fraction(abs(value), pattern)
    elif "E" in pattern.upper():
        digits = _scientific(abs(value), pattern)
    else:
        digits = _digits(abs(value), pattern.replace("%", ""), grouped=grouped)
    sign = "-" if number < 0 and re.search("[1-9]", digits) else ""
    pieces = list(_pieces(section, digits, number, with_currency=with_currency))
    text = _BLANKS.sub(" ", "".join(pieces).strip())
    return sign + (text[1:].lstrip() if text.startswith("-") and sign else text) if sign else _MINUS.sub("-", text)


def _pieces(section: _Section, digits: str, number: Decimal, *, with_currency: bool) -> Iterator[str]:
    """Yield the texts of a section's tokens; words among the digits stand where their placeholders are."""
    places = [token for token in section.tokens if token.kind == "digits" and re.search("[0#?@]", token.text)]
    shares = _shares(digits, [token.text for token in places])
    for token in section.tokens:
        if token.kind == "general":
            yield plain(abs(number))
        elif token.kind == "currency":
            yield token.text if with_currency else ""
        elif token.kind == "digits":
            yield next(shares, "") if token in places else ""
            yield "%" * token.text.count("%")
        else:
            yield token.text if with_currency else token.text.replace(currency_in(token.text), "")


def _shares(digits: str, patterns: list[str]) -> Iterator[str]:
    """Divide digits among the parts of a divided pattern, from the right; the first part takes what is left."""
    if len(patterns) == 1 or any(mark in "".join(patterns) for mark in "./%E"):
        yield digits
        return
    shares: list[str] = []
    for pattern in reversed(patterns[1:]):
        count = len(re.sub("[^0#?]", "", pattern))
        shares.append(digits[-count:])
        digits = digits[:-count]
    yield from (digits, *reversed(shares))


def _digits(number: Decimal, pattern: str, *, grouped: bool) -> str:
    whole, _, places = pattern.rstrip(",").partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP) if len(places) < _MOST_DIGITS else number
    before, _, after = f"{rounded:f}".partition(".")
    before = before.lstrip("0").rjust(whole.replace(",", "").count("0"), "0")
    if "," in whole and grouped:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    least = len(places.rstrip("#?"))
    after = after[:least] + after[least:].rstrip("0")
    return f"{before}.{after}" if after else before


def _fraction(number: Decimal, pattern: str) -> str:
    below = pattern.partition("/")[2]
    fraction = Fraction(number)
    whole = int(fraction)
    part = fraction - whole
    denominator = int(below) if below.isdecimal() and int(below) else 0
    if denominator:
        top, bottom = round(part * denominator), denominator
    else:
        near = part.limit_denominator(10 ** min(max(len(below), 1), 4) - 1)
        top, bottom = near.numerator, near.denominator
    whole += top // bottom
    top %= bottom
    return f"{whole} {top}/{bottom}" if whole and top else f"{top}/{bottom}" if top else str(whole)


def _scientific(number: Decimal, pattern: str) -> str:
    mantissa, _, exponent = pattern.upper().partition("E")
    power = number.adjusted() if number else 0
    least = max(exponent.count("0"), 1)
    sign = "-" if power < 0 else "+" if exponent.startswith("+") else ""
    return f"{_digits(number.scaleb(-power), mantissa, grouped=False)}E{sign}{abs(power):0{least}}"


def _currency(section: _Section) -> str:
    """Return the currency that a section shows: what stands in its brackets, or a sign or code among its words."""
    for token in section.tokens:
        if token.kind == "currency" and token.text.strip():
            sign = token.text.strip()
            return (_LOCALES.get(token.locale, sign) if sign in "$¥" else code_of(sign)) or sign
        if token.kind == "literal" and (found := currency_in(token.text)):
            return code_of(found) or found
    return ""
