"""Suggestions of targets for practices and of practices for a target, by their words alone (``ranking``)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.mapping import roundtable_matrix
from roundtable.mapping import targets as targets_module
from roundtable.mapping.cells import NOTHING, Cells
from roundtable.mapping.targets import Target
from roundtable.progress import Progress, silent
from roundtable.suggestions import practice_texts, ranking, related_words
from roundtable.suggestions.ranking import Frequencies, Profile, Ranking, Reader, Text
from roundtable.suggestions.related_words import Token
from roundtable.workspace import Workspace

_COUNTED = 5000
"""The size of the sample in which words are counted: a larger one would not change their rarity."""
_ALL_SCORED = 2000
"""The most practices that are all scored; among more, those that the full-text index proposes."""
_READ_AT_ONCE = 200
_CELLS_AT_ONCE = 1000
"""The most practices whose cells alone are read; for more, all cells of the roundtable."""
_TOKENS_SEARCHED = 24
"""How many tokens of a target the full-text index looks for."""
_LEAST = 0.05
"""The least score: in a workspace about something else nothing is likely."""
_OF_TYPICAL = {"guiding_question": 0.0, "possible_measure": 0.5}
"""The least share of the median best score in the workspace: most practices answer a question, but maybe no measure."""
_OF_OWN = {"guiding_question": 0.6, "possible_measure": 0.7}
"""The least share of a practice's own best score: what is far behind is noise."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Hold one target suggested for one practice; ``why`` names the words and terms that matched, best first."""

    practice: int
    target: Target
    score: float
    why: tuple[str, ...]
    is_mapped: bool = False


class _Group:
    """Score practices against the questions, or the measures, of a roundtable and select the likely ones."""

    def __init__(
        self,
        asked: Mapping[Target, Mapping[Token, float]],
        counted: Frequencies,
        sample: Sequence[Profile],
    ) -> None:
        self.targets = targets = tuple(asked)
        self.ranking = Ranking(list(asked.values()), counted)
        best = [max(scores, default=0.0) for scores in zip(*map(self.ranking.scores, sample), strict=True)]
        self._least = _OF_TYPICAL[targets[0].kind] * median(best) if best else 0.0
        self._of_own = _OF_OWN[targets[0].kind]

    def likely(self, versions: Sequence[Profile]) -> list[tuple[float, int, int]]:
        """Return (score, number of the target, number of the version) of each likely target, best first."""
        scored = [self.ranking.scores(version) for version in versions]
        best = [max((score, -version) for version, score in enumerate(scores)) for scores in zip(*scored, strict=True)]
        least = max(_LEAST, self._least, self._of_own * max(score for score, _ in best))
        found = [(score, number, -version) for number, (score, version) in enumerate(best) if score >= least]
        return sorted(found, key=lambda one: (-one[0], one[1]))


class Suggester:
    """Suggest for one roundtable; to be rebuilt when texts, terms, questions or measures change."""

    def __init__(self, workspace: Workspace, roundtable_key: int) -> None:
        """Read the roundtable and count its words in the practices; raises RoundtableError where it is gone."""
        self._workspace = workspace
        self._key = roundtable_key
        with workspace.reading() as connection:
            asked = _asked(connection, roundtable_key)
            self._reader = Reader(asked.values())
            every = practice_texts.every(connection)
            some = every[:: -(-len(every) // _COUNTED) or 1]
            texts = list(practice_texts.read(connection, some))
        # Outside of the read transaction, which keeps others from saving.
        sample = [self._reader.profile(version) for _, versions in texts for version in versions]
        counted = Frequencies(sample, is_sample=len(some) < len(every))
        kinds = (
            {target: asked[target] for target in asked if target.is_question is wanted} for wanted in (True, False)
        )
        self._groups = [_Group(of_kind, counted, sample) for of_kind in kinds if of_kind]

    def for_practices(
        self, keys: Sequence[int] | None = None, progress: Progress = silent
    ) -> dict[int, list[Suggestion]]:
        """Return the suggestions by practice, questions first, each kind best first; None means all practices."""
        some = keys if keys is not None and len(keys) <= _CELLS_AT_ONCE else None
        cells = roundtable_matrix.cells_of(self._workspace, self._key, some)
        if keys is None:
            with self._workspace.reading() as connection:
                keys = practice_texts.every(connection)
        wanted = sorted(set(keys))
        found: dict[int, list[Suggestion]] = {}
        for start in range(0, len(wanted), _READ_AT_ONCE):
            with self._workspace.reading() as connection:
                texts = list(practice_texts.read(connection, wanted[start : start + _READ_AT_ONCE]))
            found.update((key, self._for_practice(key, versions, cells)) for key, versions in texts)
            progress(min(start + _READ_AT_ONCE, len(wanted)), len(wanted))
        return found

    def for_target(self, target: Target, *, among: Collection[int] | None = None, limit: int = 50) -> list[Suggestion]:
        """Return the suggestions of practices, of all or of some, for a question or measure, best first."""
        with self._workspace.reading() as connection:
            some = practice_texts.every(connection) if among is None else among
            if len(some) > _ALL_SCORED:
                some = set(some).intersection(practice_texts.proposed(connection, self._tokens(target)))
        found = self.for_practices(list(some))
        wanted = [one for suggested in found.values() for one in suggested if one.target == target]
        return sorted(wanted, key=lambda one: (-one.score, one.practice))[:limit]

    def _for_practice(self, key: int, versions: Sequence[Text], cells: Cells) -> list[Suggestion]:
        profiles = [self._reader.profile(version) for version in versions]
        spellings: dict[int, Mapping[Token, str]] = {}
        suggested = []
        for group in self._groups:
            for score, number, version in group.likely(profiles):
                cell = cells.get((key, group.targets[number]), NOTHING)
                if not cell.is_refused:
                    if version not in spellings:
                        spellings[version] = self._reader.spellings(versions[version])
                    why = ranking.why(group.ranking.gains(profiles[version], number), spellings[version])
                    suggested.append(Suggestion(key, group.targets[number], round(score, 3), why, cell.is_mapped))
        return suggested

    def _tokens(self, target: Target) -> list[Token]:
        """Return the tokens of a target that add most to a score, groups as their members."""
        group = next(group for group in self._groups if target in group.targets)
        worth = group.ranking.worth(group.targets.index(target))
        tokens = sorted(worth, key=lambda token: -worth[token])[:_TOKENS_SEARCHED]
        return [member for token in tokens for member in related_words.members(token) or (token,)]


def _asked(connection: Connection, roundtable: int) -> dict[Target, Mapping[Token, float]]:
    """Return the token weights of the questions, with their illustrations, and of the measures."""
    q = t.GuidingQuestion
    targets_module.code_of(connection, roundtable)
    rows = connection.execute(select(q.id, q.illustration).where(q.roundtable_id == roundtable))
    illustrations = {row.id: row.illustration for row in rows}
    return {
        target: ranking.question(target.text, illustrations.get(target.key, "") if target.is_question else "")
        for target in targets_module.of_roundtable(connection, roundtable)
    }
