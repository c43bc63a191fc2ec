"""Objectives and targets are known however people write them."""

import pytest

from roundtable.vocabulary.numbered_lists import objectives_in, targets_in


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("15", ["15"]),
        ("Objective 15: Provide access to basic services for migrants", ["15"]),
        ("GCM 5 and 6", ["5", "6"]),
        ("Obj. 2, obj. 3", ["2", "3"]),
        ("Objectif 2 : lutter contre les facteurs négatifs", ["2"]),
        ("Global Compact for Migration, objectives 2, 3 & 23", ["2", "3", "23"]),
        ("Provide access to basic services for migrants", ["15"]),
        ("Objectives 1-3", ["1", "2", "3"]),
        ("GCM objectifs 21 à 23", ["21", "22", "23"]),
    ],
)
def test_an_objective_is_known_by_its_number_or_its_words(line: str, numbers: list[str]) -> None:
    assert [objective.partition(".")[0] for objective in objectives_in(line)] == numbers


@pytest.mark.parametrize("line", ["99", "22-25", "15 villages", "Objective 15: a thing that is on no list at all"])
def test_what_is_no_objective_stays(line: str) -> None:
    assert objectives_in(line) == [line]


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("8.8; 10.7", ["8.8", "10.7"]),
        ("SDG 8.8 and SDG 10.C", ["8.8", "10.c"]),
        ("Cible 3.c", ["3.c"]),
        ("10,7", ["10.7"]),
        ("SDG 3, 8 and 10.C", ["SDG 3", "8", "10.c"]),
        ("Target 8.8: Protect labour rights", ["8.8 Protect labour rights"]),
        ("Decent work", ["Decent work"]),
    ],
)
def test_a_target_is_known_by_its_number(line: str, targets: list[str]) -> None:
    assert targets_in(line) == targets
