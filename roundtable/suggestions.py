"""Suggestions: which questions and measures a practice is likely to answer, and which practices answer one.

Compares words alone, ``ranking``'s way; must not look at the annex, its headings or the mappings, but to say what is
mapped already and to leave out what was refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import ChangeSet
from roundtable import mapping, ranking
from roundtable.aims import Aim
from roundtable.mapping import Matrix
from roundtable.progress import Progress, silent
from roundtable.ranking import Frequencies
from roundtable.stems import words
from roundtable.workspace import Workspace

_COUNTED = 5000
"""How many practices the frequency of words is counted in: more would not change it."""
_CANDIDATES = 1000
"""How many practices the full-text index proposes for one question or measure."""
_LEAST = {"guiding_question": 0.01, "possible_measure": 0.28}
"""The least score of a suggestion, which must say why: most practices answer some question, but maybe no measure."""
_OF_BEST = {"guiding_question": 0.6, "possible_measure": 0.6}
"""The least share of a practice's best score: what is far behind is noise."""
_STEP = 500


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Propose one question or measure for one practice; ``why`` names the words and terms that matched, best first."""

    practice: int
    aim: Aim
    score: float
    why: tuple[str, ...]
    is_mapped: bool = False


def frequencies(workspace: Workspace, progress: Progress = silent) -> Frequencies:
    """Count the words of the workspace, or of every n-th practice of a large one; good for as long as it is open."""
    p = t.Practice
    with workspace.reading() as connection:
        keys = list(connection.scalars(select(p.id).where(p.deleted_at.is_(None)).order_by(p.id)))
        some = keys[:: -(-len(keys) // _COUNTED) or 1]
        return Frequencies(bag for _, bag in _bags(connection, some, progress))


class Suggester:
    """Suggest for one roundtable as it stands; made anew when its questions, measures or marks have changed."""

    def __init__(self, workspace: Workspace, roundtable_key: int, counted: Frequencies | None = None) -> None:
        """Read the roundtable; ``counted`` are the workspace's ``frequencies``, counted here where they are not given.

        Raises RoundtableError where the roundtable is gone.
        """
        self._workspace = workspace
        self._matrix: Matrix = mapping.matrix(workspace, roundtable_key)
        counted = frequencies(workspace) if counted is None else counted
        with workspace.reading() as connection:
            illustrations = _illustrations(connection, roundtable_key)
        kinds = ("guiding_question", "possible_measure")
        self._groups = [[aim for aim in self._matrix.aims if aim.kind == kind] for kind in kinds]
        self._rankings = [
            ranking.Ranking(
                [
                    ranking.question(aim.text, illustrations.get(aim.key, "") if aim.is_question else "")
                    for aim in group
                ],
                counted,
            )
            for group in self._groups
        ]

    def for_practices(
        self, keys: Sequence[int] | None = None, progress: Progress = silent
    ) -> dict[int, list[Suggestion]]:
        """Return what each practice is likely to answer, questions first, each kind best first; None means all."""
        with self._workspace.reading() as connection:
            if keys is None:
                present = select(t.Practice.id).where(t.Practice.deleted_at.is_(None)).order_by(t.Practice.id)
                keys = list(connection.scalars(present))
            return {key: self._ranked(key, bag) for key, bag in _bags(connection, keys, progress)}

    def for_aim(self, aim: Aim, *, limit: int = 50, progress: Progress = silent) -> list[Suggestion]:
        """Return the practices that are likely to answer a question or measure, best first."""
        with self._workspace.reading() as connection:
            candidates = _candidates(connection, aim)
        found = self.for_practices(candidates, progress)
        wanted = [suggestion for ranked in found.values() for suggestion in ranked if suggestion.aim == aim]
        return sorted(wanted, key=lambda suggestion: -suggestion.score)[:limit]

    def _ranked(self, key: int, bag: ranking.Bag) -> list[Suggestion]:
        suggested: list[Suggestion] = []
        for group, rank in zip(self._groups, self._rankings, strict=True):
            scored = sorted(zip(group, rank.scores(bag), strict=True), key=lambda one: -one[1].value)
            for aim, score in scored:
                least = max(_LEAST[aim.kind], _OF_BEST[aim.kind] * scored[0][1].value)
                cell = self._matrix.cell(key, aim)
                if score.why and score.value >= least and not cell.is_refused:
                    suggested.append(Suggestion(key, aim, round(score.value, 3), score.why, cell.is_mapped))
        return suggested


def accept(
    workspace: Workspace, roundtable_key: int, practice_key: int, aim: Aim, *, counted: Frequencies | None = None
) -> ChangeSet:
    """Map a practice as suggested; what matched becomes the reason, where there is none yet."""
    suggested = Suggester(workspace, roundtable_key, counted).for_practices([practice_key]).get(practice_key, ())
    why = next((one.why for one in suggested if one.aim == aim), ())
    return mapping.mark(workspace, roundtable_key, [(practice_key, aim)], reason=", ".join(why))


def _bags(
    connection: Connection, keys: Sequence[int], progress: Progress = silent
) -> Iterator[tuple[int, ranking.Bag]]:
    """Give the words of practices outside the trash, in the order of their keys."""
    p, link = t.Practice, t.PracticeTerm
    texts = select(p.id, p.title, p.summary).where(p.deleted_at.is_(None)).order_by(p.id)
    carried = select(link.practice_id, t.Term.name).join(t.Term, t.Term.id == link.term_id).order_by(link.position)
    ordered = sorted(keys)
    for start in range(0, len(ordered), _STEP):
        some = ordered[start : start + _STEP]
        terms: dict[int, list[str]] = {}
        for key, name in connection.execute(carried.where(link.practice_id.in_(some))):
            terms.setdefault(key, []).append(name)
        for key, title, summary in connection.execute(texts.where(p.id.in_(some))):
            yield key, ranking.of_practice(title, terms.get(key, ()), summary)
        progress(min(start + _STEP, len(ordered)), len(ordered))


def _illustrations(connection: Connection, roundtable: int) -> dict[int, str]:
    q = t.GuidingQuestion
    rows = connection.execute(select(q.id, q.illustration).where(q.roundtable_id == roundtable))
    return {row.id: row.illustration for row in rows}


def _candidates(connection: Connection, aim: Aim) -> list[int]:
    """Let the full-text index propose practices that share words with the aim: 100,000 cannot all be scored."""
    said = dict.fromkeys(aim.text[word.start : word.end] for word in words(aim.text))
    wanted = " OR ".join(f'"{word}"' for word in said)
    if not wanted:
        return []
    statement = text(
        "SELECT rowid FROM practice_text WHERE practice_text MATCH :words "
        "ORDER BY bm25(practice_text, 3, 1, 0, 0, 2), rowid LIMIT :limit"
    )
    return list(connection.scalars(statement, {"words": wanted, "limit": _CANDIDATES}))
