"""Exchange files that somebody made by mistake or on purpose."""

import json

from tests.hostile_files.makers import Maker, data, text


def exchange(practice: str = '{"title": "A"}', more: str = "") -> Maker:
    return text(f'{{"format": "roundtable/1", "practices": [{practice}]{more}}}')


WRONG = ("1", "true", '"a"', "[1]", '{"a": 1}', "1.5", "[[]]", "[null]")
LISTS = ("countries", "country_codes", "partners", "thematic_areas", "tags", "web_links", "gcm_objectives", "extra")

EXCHANGE: dict[str, Maker] = {
    "empty.json": data(b""),
    "cut off.json": text('{"format": "roundtable/1", "practices": [{"title": "A'),
    "nested lists.json": exchange(more=', "vocabulary": ' + "[" * 100_000 + "]" * 100_000),
    "nested objects.json": exchange('{"title": "A", "x": ' + '{"a": ' * 50_000 + "1" + "}" * 50_000 + "}"),
    "open brackets.json": text("[" * 500_000),
    "6,000 digits.json": exchange('{"title": "A", "revision": ' + "9" * 6000 + "}"),
    "digits in an unknown key.json": exchange('{"title": "A", "x": ' + "9" * 6000 + "}"),
    "a great exponent.json": exchange('{"title": "A", "revision": 1e999999}'),
    "a fraction.json": exchange('{"title": "A", "revision": 1.5}'),
    "a negative revision.json": exchange('{"title": "A", "revision": -1}'),
    "NaN.json": exchange('{"title": "A", "revision": NaN}'),
    "Infinity.json": exchange('{"title": "A", "x": [Infinity, -Infinity]}'),
    "a key twice.json": exchange('{"title": "A", "title": "B"}'),
    "a half character.json": exchange('{"title": "A \\ud83d"}'),
    "a half character in a key.json": exchange('{"title": "A", "\\udc9a": "b"}'),
    "half characters as bytes.json": data(b'{"format": "roundtable/1", "practices": [{"title": "\xed\xa0\x80"}]}'),
    "NUL.json": exchange('{"title": "A\\u0000B"}'),
    "controls.json": exchange('{"title": "A\x01B"}'),
    "UTF-16.json": text('{"format": "roundtable/1"}', "utf-16"),
    "UTF-32.json": text('{"format": "roundtable/1"}', "utf-32"),
    "Latin-1.json": text('{"format": "roundtable/1", "practices": [{"title": "é"}]}', "latin-1"),
    "no object.json": text("[]"),
    "null.json": text("null"),
    "another format.json": text('{"format": "other"}'),
    "a format that is a list.json": text('{"format": ["roundtable/1"]}'),
    "a newer format.json": text('{"format": "roundtable/999"}'),
    "practices that are a text.json": text('{"format": "roundtable/1", "practices": "A"}'),
    "a practice that is a number.json": exchange("1"),
    "an identity that is none.json": exchange('{"id": "x", "title": "A"}'),
    "one identity twice.json": exchange(", ".join([f'{{"id": "{"1" * 8}-1111-4111-8111-{"1" * 12}"}}'] * 2)),
    "a picture that is none.json": exchange('{"title": "A", "image": {"name": "a", "type": "b", "data": "%%%"}}'),
    "a mapping to nothing.json": exchange(more=', "mappings": [{"practice": "x", "guiding_question": "y"}]'),
    "a moment that is none.json": exchange(more=', "handovers": [{"kind": "annex", "at": "yesterday"}]'),
    "mark before JSON.json": text("\ufeff[]"),
    "comments.json": text('// a\n{"format": "roundtable/1"}'),
    **{f"{name} is {wrong}.json": exchange(json.dumps({"title": "A"})[:-1] + f', "{name}": {wrong}}}')
       for name, wrong in zip(LISTS, WRONG, strict=True)},
    **{f"title is {wrong}.json": exchange(f'{{"title": {wrong}}}') for wrong in ("1", "[]", "{}", "true")},
}  # fmt: skip
