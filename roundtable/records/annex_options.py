"""Options of a roundtable's annex: how it looks, what of a practice it prints and what it adds."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

AnnexStyle = Literal["official", "compact", "large"]
STYLES: tuple[AnnexStyle, ...] = ("official", "compact", "large")
"""The styles of the annex; large print is for readers who do not see well."""
Paper = Literal["A4", "letter"]
PAPERS: tuple[Paper, ...] = ("A4", "letter")
FieldName = Literal[
    "countries",
    "coordination",
    "target_countries",
    "partner",
    "funder",
    "co-funder",
    "thematic_areas",
    "tags",
    "summary",
    "web_links",
    "extra",
]
FIELDS: tuple[FieldName, ...] = (
    *("countries", "coordination", "target_countries", "partner", "funder", "co-funder", "thematic_areas", "tags"),
    *("summary", "web_links", "extra"),
)
"""The fields of a practice in the order in which the papers print them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexOptions:
    """Hold the options of one annex.

    ``has_printed_labels`` sets labels as the papers do ("Web Links"), else in sentence case. ``fields`` are those
    shown, in their order; the summary has at most ``word_limit`` words, 0 for as many as it has.
    """

    style: AnnexStyle = "official"
    paper: Paper = "A4"
    is_plain: bool = False
    has_printed_labels: bool = False
    is_numbered: bool = True
    has_index: bool = False
    word_limit: int = 0
    fields: tuple[FieldName, ...] = FIELDS


USUAL = AnnexOptions()
"""The options of an annex for which nobody chose any."""


def unusual(options: AnnexOptions) -> dict[str, Any]:
    """Return the options that are not as usual, by name."""
    usual = asdict(USUAL)
    return {name: value for name, value in asdict(options).items() if value != usual[name]}


def as_json(options: AnnexOptions) -> dict[str, str]:
    """Return the options that are not as usual, each as JSON."""
    return {name: json.dumps(value) for name, value in unusual(options).items()}


def from_json(values: Mapping[str, str]) -> AnnexOptions:
    """Return what ``as_json`` was made from; what a later version added is left out."""
    known = {name: json.loads(value) for name, value in values.items() if name in asdict(USUAL)}
    if "fields" in known:
        known["fields"] = tuple(known["fields"])
    return AnnexOptions(**known)
