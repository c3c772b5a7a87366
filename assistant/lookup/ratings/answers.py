"""Ratings that the documents give: each subject's value under each heading, and where it stands.

They are in the register, so that "how was the money for health checks judged?" and "which were
inadequate for funding?" are looked up, not searched for. A question is looked up only if every
word of it is accounted for; else it is left to the search.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from assistant.answer import Claim, LookedUp
from assistant.lookup.ratings.asked import Asked, read
from assistant.lookup.ratings.known import Item, Known, Subject, narrowed
from assistant.lookup.ratings.words import Part
from ingest.language.sentences import kept_sentences
from ingest.language.words import Analyser
from ingest.register.ratings import WHOLE
from ingest.register.register import Register
from ingest.register.types import Rating
from ingest.types import Document, Paragraph


class Ratings:
    """Every rating of a corpus, by what was rated."""

    def __init__(
        self,
        register: Callable[[], Register],
        paragraphs: Mapping[str, Paragraph],
        documents: Mapping[str, Document],
        analyser: Analyser,
    ) -> None:
        """``register`` gives the register when ratings are first asked for."""
        self._register, self._paragraphs = register, paragraphs
        self._documents, self._analyser = documents, analyser

    @cached_property
    def known(self) -> Known:
        """What is rated, under which headings and by whom."""
        evaluated = self._register().evaluated
        listed = {r.paragraph: r for one in evaluated for r in one.ratings if not r.in_table}
        lead_ins = [self._lead_in(rating) for rating in listed.values()]
        return Known.of(self._register(), lead_ins, self._documents, self._analyser)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every commitment that was rated."""
        return self.known.subjects

    def find(self, question: str, reword: Callable[[str], str]) -> LookedUp | None:
        """The ratings that a question asks for.

        None if it asks for none, for anything beside them, or for those of no known commitment.
        """
        if not self.subjects:
            return None
        asked = read(question, self.known, self._analyser, reword)
        if asked is None:
            return None
        named = self._named(asked)
        every = named or ([] if asked.all_items else self.subjects)
        if len(named) != 1 and asked.chooses and every and (asked.same or not asked.compares):
            return self._chosen(asked, every)
        one = narrowed(named, asked.light)
        return self._of_subjects(one if len(one) == 1 else self._together(asked), asked)

    def _named(self, asked: Asked) -> list[Subject]:
        """The subjects that have every word for one; those of the last sentence if none has all."""
        items, last = asked.all_items, asked.items[-1] if asked.items[1:] else ()
        if not items:
            return self.known.by_name(asked.light)
        of_last = [item for part in last for item in part]
        return self.known.candidates(items, asked.light) or narrowed(
            self.known.candidates(of_last) if of_last else [], items
        )

    def _together(self, asked: Asked) -> list[Subject]:
        """The subjects that are held against each other, each named in a part of the question."""
        found: list[Subject] = []
        items: list[Item] = []
        for part in chain.from_iterable(asked.items) if asked.compares else ():
            items += part
            of = narrowed(self.known.candidates(items), asked.light)
            if len(of) == 1:
                found, items = [*found, *(s for s in of if s not in found)], []
        return found if len(found) > 1 and not items else []

    def _of_subjects(self, subjects: Iterable[Subject], asked: Asked) -> LookedUp | None:
        claims = [c for subject in subjects for c in self._of_subject(subject, asked)]
        return LookedUp(claims) if claims else None

    def _of_subject(self, subject: Subject, asked: Asked) -> Iterator[Claim]:
        """The lines of the subject's own list, under the headings asked for or under all."""
        ratings = subject.rated.ratings
        of = _under([r for r in ratings if not r.in_table] or ratings, asked.headings)
        if values := _extreme_values(of, asked.extremes, self.known.scale):
            of = [rating for rating in of if rating.value in values]
        lead_in = self._lead_in(of[0]) if of else ""
        if lead_in:
            yield Claim(lead_in, of[0].paragraph, lead_in, heading=_section(subject))
        if of and of[0].in_table:
            yield from _lines(subject, of, whole=not asked.headings and not asked.extremes)
        else:
            yield from (Claim(r.quote, r.paragraph, r.quote, item=True) for r in of)

    def _lead_in(self, rating: Rating) -> str:
        """The sentence above the list or table that a rating stands in; "" without one."""
        of = kept_sentences(self._paragraphs[rating.paragraph])
        leads = (s.lead_in for s in of if s.text == rating.quote and s.lead_in is not None)
        return next((of[at].text for at in leads), "")

    def _chosen(self, asked: Asked, among: Sequence[Subject]) -> LookedUp | None:
        """The subjects that have the ratings asked for, and how many these are of all."""
        sums_up = asked.extremes and not (asked.values or asked.headings or asked.of_a_mark)
        headings = frozenset({WHOLE}) if sums_up else asked.headings
        rated = {s: _under(_once(s.rated.ratings), headings) for s in among}
        rated = {subject: of for subject, of in rated.items() if of}
        every = [rating for of in rated.values() for rating in of]
        values = asked.values or _extreme_values(every, asked.extremes, self.known.scale)
        if not every or not (values or asked.same or (asked.several and headings)):
            return None
        chosen = _having(rated, values, asked)
        claims = [claim for s, of in chosen.items() for claim in _lines(s, of, whole=asked.never)]
        named = (
            " or ".join(f"“{value}”" for value in self.known.scale if value in values) or "a rating"
        )
        have = f"{'has' if len(chosen) == 1 else 'have'} {_what(named, asked)}"
        where = _where(list(chosen.values()), every, asked, bool(headings))
        message = f"{len(chosen)} of the {self._of(list(rated))} {have}{where}."
        return LookedUp(claims or self._none_of(rated, asked), message)

    def _none_of(self, rated: Mapping[Subject, Sequence[Rating]], asked: Asked) -> list[Claim]:
        """What is cited where nothing is chosen: the words above the table, or else its lines."""
        first = next(iter(rated.values()))[0]
        if lead_in := self._lead_in(first):
            return [Claim(lead_in, first.paragraph, lead_in)]
        return [claim for s, of in rated.items() for claim in _lines(s, of, whole=asked.never)]

    def _of(self, among: Sequence[Subject]) -> str:
        """How many were gone through, and which, where these are not all."""
        number, groups = f"{len(among)} rated", {s.rated.group for s in among}
        if len(among) == len(self.subjects):
            return number
        group = groups.pop()
        if not groups and len(among) == sum(s.rated.group == group for s in self.subjects):
            return f"{number} in “{group}”" if group else number
        return f"{len(among)} asked about ({'; '.join(s.rated.name for s in among)})"


def _having(
    rated: Mapping[Subject, Sequence[Rating]], values: Collection[str], asked: Asked
) -> dict[Subject, list[Rating]]:
    """The subjects that have the values as often as asked for, with the ratings that show it."""
    chosen: dict[Subject, list[Rating]] = {}
    for subject, of in rated.items():
        having = [rating for rating in of if not values or rating.value in values]
        if asked.same:
            fits = len({rating.value for rating in of}) == 1 < len(of)
        elif asked.never:
            fits = not having
        elif asked.throughout:
            fits = len(having) == len(of)
        else:
            least, or_more = asked.times or (1, True)
            fits = len(having) == least or (or_more and len(having) > least)
        if fits:
            chosen[subject] = list(of) if asked.never else having
    return chosen


def _what(named: str, asked: Asked) -> str:
    if asked.same:
        return "one and the same rating"
    if asked.never:
        return f"no {named}"
    if asked.times and not asked.throughout:
        number, or_more = asked.times
        return f"{named} {number} times{' or more' if or_more else ''}"
    return named


def _where(
    chosen: Sequence[Sequence[Rating]], every: Sequence[Rating], asked: Asked, under: bool
) -> str:
    """Under which headings the ratings are, and how many they are where that is under any."""
    headings = list({r.heading.casefold(): r.heading for r in every}.values())
    if asked.throughout:
        return " under every heading"
    if under:
        return f" under {' or '.join(filter(None, [', '.join(headings[:-1]), headings[-1]]))}"
    if asked.never or asked.times:
        return " under any heading" if asked.never else ""
    number = sum(map(len, chosen))
    return f" under any heading, {'once' if number == 1 else f'{number} times'} in all"


def _lines(subject: Subject, ratings: Sequence[Rating], *, whole: bool) -> Iterator[Claim]:
    """A subject's ratings: lines of its list, and cells of a table or the ``whole`` row of it."""
    for rating in ratings:
        label = rating.quote.partition(": ")[0]
        cell = f"{label}: {rating.heading} – {rating.value.capitalize()}"
        text = cell if rating.in_table and not whole else rating.quote
        heading = "" if rating.in_table else _section(subject)
        yield Claim(text, rating.paragraph, rating.quote, item=True, heading=heading)
        if rating.in_table and whole:
            return


def _section(subject: Subject) -> str:
    return subject.rated.section[-1] if subject.rated.section else ""


def _under(ratings: Iterable[Rating], headings: Collection[str]) -> list[Rating]:
    return [r for r in ratings if not headings or r.heading.casefold() in headings]


def _once(ratings: Iterable[Rating]) -> list[Rating]:
    """One rating a heading, the table's where it has one."""
    by_heading: dict[str, Rating] = {}
    for rating in sorted(ratings, key=lambda r: not r.in_table):
        by_heading.setdefault(rating.heading.casefold(), rating)
    return list(by_heading.values())


def _extreme_values(
    ratings: Iterable[Rating], extremes: Collection[Part], scale: Sequence[str]
) -> frozenset[str]:
    """The best or the worst of some ratings' values, or both; ``scale`` has the best first."""
    given = {rating.value for rating in ratings}
    values = [value for value in scale if value in given]
    ends = {Part.BEST: values[:1], Part.WORST: values[-1:]}
    return frozenset(value for part in extremes for value in ends[part])
