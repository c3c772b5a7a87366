"""Ratings that the documents give: each subject's value under each heading, and where it stands.

They are in the register, so that "how was the money for health checks judged?" and "which were
inadequate for funding?" are looked up, not searched for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Claim, LookedUp
from assistant.question.demands import wants_figure
from ingest.indexing.embedding import Encoder
from ingest.language.sentences import kept_sentences
from ingest.language.words import FRAMING_WORDS, STOP_WORDS, Analyser, content_words, stem, stems
from ingest.register.ratings import SCALE, WHOLE
from ingest.register.register import Register
from ingest.register.types import Evaluated, Rating
from ingest.types import Paragraph

_VALUE = "|".join(SCALE)
_QUOTED_VALUE = re.compile(rf"[\"'‘’“”]({_VALUE})[\"'‘’“”]", re.I)
_HEADINGS = {
    "met": r"\bmet\b|\bmeet(?:s|ing)?\b|\bachiev\w+|\bdeliver\w*|\bfulfil\w*|\bkept\b|\bkeeping\b",
    "funding": r"\bfund\w*|(?<!for )\bmoney\b|\bresourc\w*|\bfinanc\w*|\bcash\b|\binvest\w*"
    r"|\bbudget\w*|\bspending\b",
    "impact": r"\bimpact\w*|\beffects?\b|\boutcomes?\b|\bmade? (?:a|any) difference\b",
    "appropriate": r"\bappropriat\w*|\bsuitab\w*|\bthe right (?:target|commitment|thing|aim)\b",
    WHOLE: r"\boverall\b|\bin the round\b|\bas a whole\b|\bheadline\b|\ball told\b",
}
_RATES = re.compile(
    r"\b(?:rat(?:ed|ing|ings)|(?:panel|experts?|they|committee|government|you) rate\b"
    r"|scor(?:e|ed|es|ing)|grad(?:e|ed|es|ing)|verdicts?|judge[dsm]\w*|marks?|marked|assess\w*"
    r"|rank\w*|cqc)\b",
    re.I,
)
_JUDGES = re.compile(r"\b(?:panel|experts?|committee|evaluat\w+|reviewers?|inspectors?)\b", re.I)
_FARES = re.compile(
    r"\bhow (?:well )?(?:did|does|was|were)\b.*\b(?:do|fare|perform|come out)\b", re.I
)
_COMES_OUT = re.compile(
    r"\b(?:get|got|gets|receive\w*|given|awarded) (?:\w+ ){0,3}for\b|\b(?:came|come|comes) out\b"
    r"|\b(?:land(?:ed|s)?|end(?:ed|s)? up|place[sd]?|stood|stands?) (?:\w+ ){0,3}overall\b",
    re.I,
)
_IN_PASSING = re.compile(r"\b(?:when|where|after|before|while|as) (?:it|they|the \w+) \w+", re.I)
_BEST = re.compile(r"\b(?:best|highest|top)\b", re.I)
_WORST = re.compile(r"\b(?:worst|lowest|poorest|weakest|badly)\b", re.I)
_CHOOSES = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,3}(?:commitments?|pledges?|promises?|targets?|areas?|ones?)\b"
    r"|\bhow many\b|\bhow often\b|\b(?:did|was|were|is|are|got|get) (?:any|anything|none|all)\b"
    r"|\bany of\b|\b(?:list|names?)\b|\bwhose\b|\bwho (?:got|was|had|were|scored)\b"
    r"|\bwhich (?:one|commitment|pledge|promise|target|undertaking|goal)\b"
    r"|\b(?:commitments?|pledges?|promises?|targets?|ones|those)"
    r" (?:that|with|rated|getting|having)\b"
    r"|\bwhich (?:of|got|get|was|were|had|came|scored|received|is|are)\b"
    r"|\bwhat (?:was|were|got|came|scored|received)\b|\banything\b|\bevery\w*\b"
    r"|\ball (?:the )?\w+s\b",
    re.I,
)
_ITEMS_WORDS = frozenset(
    "commitment commitments pledge pledges promise promises target targets government department"
    " panel expert experts nine rating ratings rated committee evaluation area areas ones heading"
    " headings table times pick picked somewhere undertaking undertakings goal goals ones performer"
    " group looking kids' side exact same neither nor anywhere mark marks".split()
)
_ITEMS = re.compile(
    r"\b(?:commitments?|pledges?|promises?|targets?|undertakings?|goals?|areas?|ones|nine|anything"
    r"|any|panel|table)\b",
    re.I,
)
_EACH = re.compile(r"\b(?:each|every|all|commitments|pledges|ratings|grades|scores|list)\b", re.I)
_THROUGHOUT = re.compile(
    r"\b(?:every|each)(?: single)? (?:heading|rating|category|column|measure)\b"
    r"|\ball (?:the |five |its )*(?:headings|ratings|categories|columns|measures)\b"
    r"|\bacross the board\b|\bthroughout\b",
    re.I,
)
_BUT_OVERALL = re.compile(
    r"\b(?:leaving|apart from|excluding|not counting|not|without|besides|except)\b[^?,)]*"
    r"\boverall\b"
    r"|\boverall\b[^?,]*\baside\b|\bfour headings\b",
    re.I,
)
_NUMBERS = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_TIMES = re.compile(
    rf"(?P<least>\bat least )?\b(?P<n>two|three|four|five) (?:{_VALUE})s?\b"
    rf"|\b(?:{_VALUE})s?\b[^?]*?\b(?:(?P<more>more than once|several times|repeatedly)"
    r"|(?P<again>twice|(?:two|three|four|five)(?= times)))\b",
    re.I,
)
_NEVER = re.compile(
    r"\b(?:never|neither|without|no|not|none|nor|n['’]t)\b(?:[ ,]+(?!or\b)\w+){0,4}?"
    rf" (?:{_VALUE})\b",
    re.I,
)
_EXTREME = re.compile(
    r"\b(?:best|worst|highest|lowest)\b[^?]*\b(?:overall|commitment met|rated|rating|perform\w*"
    r"|nine)\b|\b(?:rated|came out) (?:best|worst|highest|lowest)\b",
    re.I,
)
_GOT_GOOD = re.compile(
    r"\b(?:got|get|gets|given|received?|earned|scored|picked up) (?:an? )?good\b|\bgood for\b"
    r"|\brated (?:as )?good\b|\b(?:two|three|four|five) goods\b|\bscored good\b",
    re.I,
)
_ANY_HEADING = re.compile(
    r"\bany(?:thing|where)\b|\bany (?:one |single )?(?:heading|category|column|measure|count)s?\b",
    re.I,
)
_EACH_HEADING = re.compile(
    r"\b(?:each|every|all)(?: (?:of|the|five|its))* (?:points?|headings?|counts?|ratings?"
    r"|aspects?|categor(?:y|ies)|columns?|measures?)\b"
    r"|\b(?:heading by heading|point by point|one by one|in full|break(?:down| it down))\b",
    re.I,
)
_TOGETHER = re.compile(
    r"\b(?:both|same|alike|equal\w*|respectively|compare\w*|better|worse|higher|lower|differ\w*)\b",
    re.I,
)
_OTHER_THINGS = re.compile(
    r"\b(?:trusts?|hospitals?|providers?|wards?|units?|practices|homes|schools?|regions?|ccgs?|icss?)"
    r" (?:\w+ ){0,2}?(?:were|was|are|is|got|have|had|has|did|rate|rated|be)\b",
    re.I,
)
"""Whatever else is rated by such a scale, it is not what these documents give ratings of."""

_NAME_WEIGHT = 3
_SHORTEST_BEGINNING = 5
_LEAST, _TIE = 0.6, 0.02


@dataclass(frozen=True)
class Subject:
    """A commitment that was rated, with the stems that speak of it, its name's weighing more."""

    rated: Evaluated
    words: Mapping[str, int]


class Ratings:
    """Every rating of a corpus, by what was rated."""

    def __init__(
        self,
        register: Callable[[], Register],
        paragraphs: Mapping[str, Paragraph],
        analyser: Analyser,
        encoder: Encoder,
    ) -> None:
        """``register`` gives the register when ratings are first asked for."""
        self._register, self._paragraphs = register, paragraphs
        self._analyser, self._encoder = analyser, encoder

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every commitment that was rated."""
        return [Subject(rated, self._words(rated)) for rated in self._register().evaluated]

    @cached_property
    def _vectors(self) -> list[NDArray[np.float32]]:
        """What each subject is called and what was promised, embedded."""
        texts = [f"{s.rated.label}. {' '.join(_terms_of(s.rated))}" for s in self.subjects]
        return [
            e.vector for e in self._encoder.encode(list(map(self._analyser.written_out, texts)))
        ]

    def find(self, question: str, reword: Callable[[str], str]) -> LookedUp | None:
        """The ratings that a question asks for; None if it asks for none, or for no known one."""
        question = _spelt(_QUOTED_VALUE.sub(r"\1", question))
        if not _asks_for_ratings(question) or _OTHER_THINGS.search(question):
            return None
        if not self.subjects:
            return None
        headings = {
            name for name, pattern in _HEADINGS.items() if re.search(pattern, question, re.I)
        }
        if _BUT_OVERALL.search(question):
            headings = set(_HEADINGS) - {WHOLE}
        elif _ANY_HEADING.search(question) or _EACH_HEADING.search(question):
            headings = set()
        values = {value for value in SCALE if re.search(rf"\b{value}\b", question, re.I)}
        if _GOT_GOOD.search(question):
            values.add("good")
        if re.search(r"\bgoods\b", question, re.I) or _TIMES.search(question):
            values |= {v for v in SCALE if re.search(rf"\b{v}s?\b", question, re.I)}
        subjects = self._named_together(question, reword) or self._subjects(reword(question))
        chooses = _CHOOSES.search(question) is not None
        if subjects is None and not (chooses and values and _ITEMS.search(question)):
            return None
        if chooses and values and (within := self._within(reword(question))):
            return self._chosen(question, headings, values, within)
        if not subjects and chooses:
            return self._chosen(question, headings, values)
        if subjects is None:
            return None
        claims = [c for subject in subjects for c in self._of_subject(subject, headings)]
        return LookedUp(claims) if claims else None

    def _stems(self, text: str, without: Collection[str] = STOP_WORDS) -> set[str]:
        return set(stems(self._analyser.written_out(text), without))

    def _words(self, rated: Evaluated) -> Mapping[str, int]:
        """The stems that speak of a subject: those of what was promised, and of its names."""
        found = dict.fromkeys(self._stems(" ".join(_terms_of(rated)), FRAMING_WORDS), 1)
        names = f"{rated.name} {' '.join(rated.section[-1:])} {rated.group}"
        for word in self._stems(names) - {stem(w) for w in _ITEMS_WORDS}:
            found[word] = _NAME_WEIGHT
        return found

    def _asked(self, reworded: str) -> set[str]:
        """The stems of what a question is about, beside ratings."""
        return {
            stem(word)
            for word in content_words(self._analyser.written_out(reworded))
            if word not in _ITEMS_WORDS and "'" not in word and not _speaks_of_rating(word)
        }

    def _subjects(self, reworded: str) -> list[Subject] | None:
        """The subjects that a question speaks of; none if of no one, None if of something else."""
        asked = self._asked(reworded)
        if not asked:
            return []
        weights = {
            word: math.log1p(len(self.subjects) / max(1, sum(map(bool, said))))
            for word in asked
            for said in [[_said(word, s.words) for s in self.subjects]]
        }
        vector = self._encoder.encode([reworded])[0].vector
        total = sum(weights.values())
        named = [
            sum(w * _said(word, s.words) for word, w in weights.items()) / (_NAME_WEIGHT * total)
            for s in self.subjects
        ]
        scores = [
            share + float(vector @ of) for share, of in zip(named, self._vectors, strict=True)
        ]
        best = max(scores)
        if best < _LEAST:
            return None
        return [s for s, score in zip(self.subjects, scores, strict=True) if score >= best - _TIE]

    def _of_subject(self, subject: Subject, headings: set[str]) -> list[Claim]:
        """The lines of the subject's own list, under the headings asked for or under all."""
        ratings = subject.rated.ratings
        of = [r for r in ratings if not r.in_table] or list(ratings)
        chosen = [r for r in of if _is_under(r, headings)] or of
        claims: list[Claim] = []
        for rating in dict.fromkeys((r.paragraph, r.quote) for r in chosen):
            key, quote = rating
            if not claims and (lead_in := self._lead_in(key, quote)):
                claims.append(Claim(lead_in, key, lead_in, heading=_heading(subject)))
            claims.append(Claim(quote, key, quote, item=True))
        return claims

    def _lead_in(self, key: str, quote: str) -> str:
        of = kept_sentences(self._paragraphs[key])
        item = next(s for s in of if s.text == quote)
        return "" if item.lead_in is None else of[item.lead_in].text

    def _named_together(self, question: str, reword: Callable[[str], str]) -> list[Subject] | None:
        """The subjects of a question that holds two against each other; None of any other."""
        if not _TOGETHER.search(question):
            return None
        found: list[Subject] = []
        for part in re.split(r"\band\b|\bor\b|\bthan\b|,", question):
            of_part = self._subjects(reword(part)) or []
            found += [s for s in of_part[:1] if len(of_part) == 1 and s not in found]
        return found if len(found) > 1 else None

    def _without(
        self, headings: set[str], values: set[str], within: Sequence[Subject] | None
    ) -> LookedUp | None:
        """The subjects that have none of some values, each by its row of the table."""
        of = within or self.subjects
        chosen = [
            subject
            for subject in of
            if not any(r.value in values and _is_under(r, headings) for r in subject.rated.ratings)
        ]
        rows = {s.rated.name: next(iter(_once(s.rated.ratings))) for s in chosen}
        claims = [Claim(r.quote, r.paragraph, r.quote, item=True) for r in rows.values()]
        named = " or ".join(f"“{value}”" for value in SCALE if value in values)
        have = "has" if len(chosen) == 1 else "have"
        message = f"{len(chosen)} of the {len(of)} rated {have} no {named}."
        return LookedUp(claims, message) if claims else None

    def _within(self, reworded: str) -> list[Subject]:
        """The subjects of the one group that a question names, such as those of children."""
        asked = self._asked(reworded)
        groups = {
            subject.rated.group: self._stems(subject.rated.group) for subject in self.subjects
        }
        named = {group for group, of in groups.items() if _of_group(asked, of)}
        return [s for s in self.subjects if s.rated.group in named] if len(named) == 1 else []

    def _chosen(
        self,
        question: str,
        headings: set[str],
        values: set[str],
        within: Sequence[Subject] | None = None,
    ) -> LookedUp | None:
        """The ratings of every subject that have the value asked for, under the headings named."""
        rows = [
            (subject, rating)
            for subject in within or self.subjects
            for rating in _once(subject.rated.ratings)
            if _is_under(rating, headings)
        ]
        if not values and (extreme := _extreme(question, [rating.value for _, rating in rows])):
            values = {extreme}
        if not values and not (headings and _EACH.search(question)):
            return None
        if values and (times := _TIMES.search(question)):
            return _often(rows, values, *_how_often(times))
        if values and _NEVER.search(question):
            return self._without(headings, values, within)
        chosen = [(s, r) for s, r in rows if not values or r.value in values]
        if _THROUGHOUT.search(question):
            chosen = [(s, r) for s, r in chosen if all(o.value in values for o in s.rated.ratings)]
        claims = [
            Claim(f"{subject.rated.label}: {rating.heading} – {rating.value.capitalize()}"
                  if rating.in_table else rating.quote,
                  rating.paragraph, rating.quote, item=True,
                  heading="" if rating.in_table else _heading(subject))
            for subject, rating in chosen
        ]  # fmt: skip
        if not chosen:
            table = next(rating for _, rating in rows)
            lead_in = self._lead_in(table.paragraph, table.quote)
            claims = [Claim(lead_in, table.paragraph, lead_in)]
        of = {subject.rated.name for subject, _ in chosen}
        named = " or ".join(f"“{value}”" for value in SCALE if value in values) or "a rating"
        under = " and ".join(dict.fromkeys(r.heading for _, r in rows)) if headings else ""
        have = "has" if len(of) == 1 else "have"
        counted = f"{len(of)} of the {len(within or self.subjects)} rated {have} {named}"
        if _THROUGHOUT.search(question):
            counted += " under every heading"
        elif under:
            counted += f" under {under}"
        else:
            counted += f" under any heading, {len(chosen)} times in all"
        return LookedUp(claims, f"{counted}.")


def _how_often(times: re.Match[str]) -> tuple[int, bool]:
    """How many times a value is asked for, and whether more will do."""
    if times["more"]:
        return 2, True
    number = times["n"] or times["again"]
    return _NUMBERS[number.lower()], bool(times["least"])


def _often(
    rows: Sequence[tuple[Subject, Rating]], values: set[str], times: int, at_least: bool
) -> LookedUp | None:
    """The subjects that have some values so many times, or more often."""
    of: dict[str, list[Rating]] = {}
    for subject, rating in rows:
        if rating.value in values:
            of.setdefault(subject.rated.label, []).append(rating)
    chosen = {
        label: ratings
        for label, ratings in of.items()
        if len(ratings) == times or (at_least and len(ratings) > times)
    }
    claims = [
        Claim(f"{label}: {rating.heading} – {rating.value.capitalize()}",
              rating.paragraph, rating.quote, item=True)
        for label, ratings in chosen.items() for rating in ratings if rating.in_table
    ]  # fmt: skip
    named = " or ".join(f"“{value}”" for value in SCALE if value in values)
    total = len({subject.rated.label for subject, _ in rows})
    have = "has" if len(chosen) == 1 else "have"
    often = f"{times} times{' or more' if at_least else ''}"
    return (
        LookedUp(claims, f"{len(chosen)} of the {total} rated {have} {named} {often}.")
        if claims
        else None
    )


def _spelt(question: str) -> str:
    """The question with the ratings' values as they are spelt, whatever letter is missing."""
    question = re.sub(r"\brequ?i?r(?:es|ing|ed|e)? improv\w*", "requires improvement", question)
    return re.sub(r"\binad\w*quat\w*", "inadequate", question)


def _of_group(asked: Collection[str], group: Collection[str]) -> bool:
    """Whether the words asked for are most of a group's name, and little else."""
    shared = len(set(asked) & set(group))
    return bool(shared) and shared >= 0.6 * len(group) and shared >= 0.6 * len(asked)


def _heading(subject: Subject) -> str:
    return subject.rated.section[-1] if subject.rated.section else ""


def _terms_of(rated: Evaluated) -> Iterator[str]:
    """What was promised, as it stands above the subject's own list of ratings."""
    own = rated.section and {q.paragraph for q in rated.promises[:1]}
    yield from (quote.text for quote in rated.promises if own and quote.paragraph in own)


def _said(word: str, of: Mapping[str, int]) -> int:
    """How much a stem, or one that begins like it ("treat", "treatment"), weighs among others."""
    if word in of or len(word) < _SHORTEST_BEGINNING:
        return of.get(word, 0)
    long = (other for other in of if len(other) >= _SHORTEST_BEGINNING)
    alike = (other for other in long if other.startswith(word) or word.startswith(other))
    return max((of[other] for other in alike), default=0)


def _asks_for_ratings(question: str) -> bool:
    headings = any(re.search(pattern, question, re.I) for pattern in _HEADINGS.values())
    values = any(re.search(rf"\b{value}\b", question, re.I) for value in SCALE if value != "good")
    about_them = headings or re.search(r"\bgood\b", question, re.I)
    judged = any(p.search(question) for p in (_JUDGES, _COMES_OUT, _FARES))
    extreme = _EXTREME.search(question) and (headings or _ITEMS.search(question))
    named = (
        values
        or extreme
        or _GOT_GOOD.search(question)
        or _RATES.search(_IN_PASSING.sub(" ", question))
    )
    return bool(named or (about_them and judged and not wants_figure(question)))


def _speaks_of_rating(word: str) -> bool:
    patterns = (*_HEADINGS.values(), _RATES.pattern, _JUDGES.pattern, rf"\b(?:{_VALUE})\b",
                _BEST.pattern, _WORST.pattern,
                r"\b(?:requires|improvement|appropriate|fare|score[sd]?)\b")  # fmt: skip
    return any(re.search(pattern, word, re.I) for pattern in patterns)


def _is_under(rating: Rating, headings: set[str]) -> bool:
    return not headings or any(
        re.search(_HEADINGS[name], rating.heading, re.I) for name in headings
    )


def _once(ratings: Sequence[Rating]) -> list[Rating]:
    """One rating a heading, the table's where it has one."""
    by_heading: dict[str, Rating] = {}
    for rating in sorted(ratings, key=lambda r: not r.in_table):
        by_heading.setdefault(rating.heading.casefold(), rating)
    return list(by_heading.values())


def _extreme(question: str, values: Sequence[str]) -> str | None:
    """The best or worst of the values, where the question asks for that."""
    ordered = sorted((value for value in values if value in SCALE), key=SCALE.index)
    if not ordered:
        return None
    if _BEST.search(question):
        return ordered[0]
    return ordered[-1] if _WORST.search(question) else None
