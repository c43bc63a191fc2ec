"""Build the roundtable record from the policy part and the annex of a paper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roundtable.intake.annex_part import Annex
from roundtable.intake.paper_head import code_of, subtitle_of
from roundtable.intake.policy_part import Policy
from roundtable.paper_text.paragraphs import paragraphs
from roundtable.paper_text.source import Line, joined_line
from roundtable.paper_text.typesetting import SENTENCE_END, Typesetting
from roundtable.records.identity import derived_id
from roundtable.records.intake import Problem
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import (
    AnnexEntry,
    Footnote,
    GuidingQuestion,
    PossibleMeasure,
    RoundtableRecord,
    Section,
)
from roundtable.vocabulary.term_lookup import folded


@dataclass(frozen=True, slots=True)
class RoundtableRead:
    """Hold a roundtable without annex entries, each record's question ("" for none), and what is doubtful."""

    record: RoundtableRecord
    placed: tuple[str, ...]
    problems: tuple[Problem, ...]

    def with_annex(self, practices: Sequence[PracticeRecord]) -> RoundtableRecord:
        """Return the roundtable with its practices in the order of the annex."""
        entries = (AnnexEntry(practice.id, question) for practice, question in zip(practices, self.placed, strict=True))
        return replace(self.record, annex=tuple(entries))


def is_paper(policy: Policy) -> bool:
    """Tell whether a text has a policy part, rather than being an annex alone."""
    return bool(policy.questions or policy.measures or policy.expected_outcome)


def roundtable_of(
    policy: Policy, annex: Annex, footnotes: tuple[Footnote, ...], typesetting: Typesetting
) -> RoundtableRead:
    """Build the roundtable of a paper or annex."""
    code = policy.head.code or code_of(joined_line(annex.front_matter))
    problems = [Problem("sections", doubt, f"line {number}") for number, doubt in typesetting.doubts.items()]
    problems += _missing(policy)
    ids = _identities("guiding question", code, [text for text, _ in policy.questions])
    questions = [
        GuidingQuestion(id=uid, text=text, illustration=illustration)
        for uid, (text, illustration) in zip(ids, policy.questions, strict=True)
    ]
    placed: list[str] = []
    for number, group in enumerate(annex.groups):
        question = _question_for(number, annex, questions, code, problems)
        placed += [question] * len(group.records)
    problems += [
        Problem("annex", f"No practice of the annex answers “{question.text}”.", "")
        for question in questions
        if annex.records and question.id not in placed
    ]
    record = RoundtableRecord(
        id=derived_id("roundtable", code, policy.head.title),
        code=code,
        title=policy.head.title,
        meeting=policy.head.meeting,
        co_chairs=policy.head.co_chairs,
        team=policy.head.team,
        expected_outcome=policy.expected_outcome,
        linked_roundtables=tuple(policy.related),
        sections=(*(Section(*section) for section in policy.sections), *_closing(annex.after)),
        footnotes=footnotes,
        annex_introduction="\n\n".join(_introduction(annex)),
        guiding_questions=tuple(questions),
        possible_measures=tuple(
            PossibleMeasure(id=uid, text=text)
            for uid, text in zip(_identities("possible measure", code, policy.measures), policy.measures, strict=True)
        ),
    )
    return RoundtableRead(record, tuple(placed), tuple(problems))


def _identities(kind: str, code: str, texts: Sequence[str]) -> list[str]:
    """Return an identity for each text; repeated texts are numbered."""
    counted: Counter[str] = Counter()
    ids = []
    for text in texts:
        counted[text] += 1
        again = () if counted[text] == 1 else (str(counted[text]),)
        ids.append(derived_id(kind, code, text, *again))
    return ids


def _introduction(annex: Annex) -> list[str]:
    """Return the paragraphs before the first group, preceded by the subtitle of the annex."""
    subtitle = subtitle_of(joined_line(annex.headings[:1])) if annex.headings else ""
    return [subtitle] * bool(subtitle) + paragraphs(annex.introduction, Typesetting("", annex.introduction))


def _missing(policy: Policy) -> list[Problem]:
    """Report parts that a paper has a heading for but that could not be read."""
    found: list[Problem] = []
    if "questions" in policy.parts and not policy.questions:
        found.append(Problem("guiding_questions", "No question mark was found under the guiding questions.", ""))
    if "measures" in policy.parts and not policy.measures:
        found.append(Problem("possible_measures", "No measures were found under their heading.", ""))
    return found


def _question_for(
    number: int, annex: Annex, questions: list[GuidingQuestion], code: str, problems: list[Problem]
) -> str:
    """Return the question that a group of the annex answers; the group's heading becomes its issue area."""
    group = annex.groups[number]
    if not group.heading or group.is_others:
        return ""
    if again := next((question.id for question in questions if question.issue_area == group.title), ""):
        return again
    texts = [question.text for question in questions]
    found = _question_of(group.title, texts)
    headed = [other for other in annex.groups if other.heading and not other.is_others]
    if found is None and len(headed) == len(questions):
        found = headed.index(group)
        problems.append(_doubt(group.heading, f"was taken for the answers to “{texts[found][:60]}…” by its place"))
    if found is None or (questions[found].issue_area and questions[found].issue_area != group.title):
        problems.append(_doubt(group.heading, "answers no guiding question of this file"))
        found = len(questions)
        questions.append(GuidingQuestion(id=derived_id("guiding question", code, group.title), text=""))
    questions[found] = replace(questions[found], issue_area=group.title)
    return questions[found].id


def _question_of(heading: str, questions: Sequence[str]) -> int | None:
    """Return the index of the question that shares most words with a group's heading."""
    words = _content_words(heading)
    shares = [len(words & _content_words(question)) / (len(words) or 1) for question in questions]
    best = max(range(len(shares)), key=lambda number: shares[number], default=None)
    return best if best is not None and shares[best] >= 0.4 else None


def _content_words(text: str) -> set[str]:
    return {word for word in folded(text).split() if len(word) > 3}


def _doubt(heading: Sequence[Line], what: str) -> Problem:
    return Problem("annex", f"The group “{joined_line(heading)}” {what}.", heading[0].where)


def _closing(lines: list[Line]) -> list[Section]:
    """Return what follows the last record as a section."""
    if not lines:
        return []
    has_heading = len(lines) > 1 and not lines[0].text.endswith(SENTENCE_END) and len(lines[0].text.split()) <= 10
    heading, body = (lines[:1], lines[1:]) if has_heading else ([], lines)
    return [Section(joined_line(heading), "\n\n".join(paragraphs(body, Typesetting("", body))))]
