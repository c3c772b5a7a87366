"""Answers from every paragraph: which mention a thing, how many do, every sum above an amount.

Such a question is not searched for but gone through: what is said of the whole corpus is true of
the whole corpus, and the answer says how many paragraphs were read.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.answer import Claim, LookedUp
from assistant.library.naming import Naming, listing
from ingest.language.dates import years
from ingest.language.quantities import Quantity, quantities
from ingest.language.sentences import Sentence, kept_sentences
from ingest.language.words import STOP_WORDS, Analyser, stem, stems
from ingest.types import Document, Paragraph, document_of

MOST_QUOTED = 40
"""Paragraphs that are quoted; the numbers of the others are given."""

MOST_NUMBERED = 400
"""Numbers that are given."""

MOST_NAMED = 20
"""Documents that are named as gone through; of more their number is given."""

_PARAGRAPH = re.compile(r"\bpar+a?g?r?a?[gp]*r?a?p?h(?=s?\b)", re.I)
"""However it is typed."""

_PLACES = r"(?:paragraphs?|paras?|passages?|sections?|sentences?)"
_NAMED = (
    r"(?:mention(?:s|ed)?|refer(?:s|red)? to|brought up|bring(?:s)? up|talk(?:s|ed)? about"
    r"|discuss(?:es|ed)?|come(?:s)? up|came up|appear(?:s|ed)?|occur(?:s|red)?|crop(?:s|ped)? up"
    r"|cited?|featur(?:e|es|ed)|spoken of)"
)
_MENTION = (
    r"(?:mention(?:s|ed|ing)?|refer(?:s|red|ring)? to|bring(?:s|ing)? up|brought up"
    r"|talk(?:s|ed|ing)? about|discuss(?:es|ed|ing)?|speak(?:s|ing)? (?:of|about)"
    r"|contain(?:s|ed|ing)?|cover(?:s|ed|ing)?|name[sd]?|us(?:e|es|ed|ing)|deal(?:s|t|ing)? with"
    r"|come(?:s)? up|came up|appear(?:s|ed|ing)?|occur(?:s|red)?|crop(?:s|ped)? up"
    r"|touch(?:es|ed|ing)? on|say(?:s)? (?:something|anything) about|includ(?:e|es|ed|ing)"
    r"|cit(?:e|es|ed|ing)|address(?:es|ed|ing)?|featur(?:e|es|ed|ing)"
    r"|(?:is|are|was|were) (?:about|on))"
)
_ALL = r"(?:all|every|each|everything|everywhere|any and all|the full list|a full list|a list)"
_GIVE = (
    r"(?:(?:please |can you |could you |i want |i need |i'd like )*"
    r"(?:list|show|give|find|tell|point|pull|get|quote)(?: \w+)??(?: me)?(?: out)?(?: to| at)? )"
)
_TOPIC = r"(?P<topic>.+)"
_SHAPES = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:in )?(?:which|what|how many)(?: of the)?(?: numbered)? {_PLACES}\b(?P<scope>.*?)\b"
        rf"(?:that |which |actually |ever |specifically |explicitly )*{_MENTION} {_TOPIC}",
        rf"\b(?:in )?(?:which|what|how many)(?: of the)?(?: numbered)? {_PLACES}\b(?P<scope>.*?)"
        rf"\b(?:is|are|does|do|was|were|has|have)(?: the)? {_TOPIC}? {_MENTION}",
        rf"\b(?:count|number|total|tally) of (?:the )?{_PLACES}(?P<scope>.*?) "
        rf"(?:that |which )*{_MENTION} {_TOPIC}",
        rf"\b{_PLACES}\b(?P<scope>.*?),? how many (?:of (?:them|these|those) )?{_MENTION} {_TOPIC}",
        rf"^(?P<topic>.+?):? (?:is |are |gets? |does |do )?(?P<scope>)(?:{_MENTION} )?in"
        rf" (?:how many|which) (?:{_PLACES}|places)\b.*",
        rf"\bhow (?:many times|often)\b(?P<scope>)(?: is| are| does| do| was| were)+ {_TOPIC}?"
        rf" {_NAMED}",
        rf"\bhow (?:many times|often)\b(?P<scope>.*?) {_NAMED} {_TOPIC}",
        r"\bwhere(?: else)? (?:do|does) (?P<scope>(?:the|these|this|it|they)\b.*?)"
        rf" {_NAMED} {_TOPIC}",
        rf"\bwhere(?:['’]s| (?:else |exactly )?(?:is|are|do|does|was|were))(?P<scope>) {_TOPIC}?"
        rf" {_NAMED}",
        rf"^(?:{_GIVE})?(?:{_ALL} )?(?:the |of the )*(?:mentions?|references?)(?P<scope>.*?)"
        rf" (?:of|to|about) {_TOPIC}",
        rf"^(?:{_GIVE})?(?:{_ALL})(?: of)?(?: the)? {_PLACES}(?P<scope>.*?)"
        rf" (?:(?:that |which )*{_MENTION}|on|about|of|to|where .*? {_MENTION}) {_TOPIC}",
        rf"^(?:{_GIVE})?everywhere(?P<scope>.*?) {_MENTION} {_TOPIC}",
        rf"^(?:{_GIVE})?(?:{_ALL} )(?P<scope>(?:that )?(?:the|these|this|it|they)\b.*?)"
        rf"(?:say|says|have|has|tell us|mentions?)(?: to say)? (?:about|on|of|regarding) {_TOPIC}",
        rf"^(?:{_GIVE})?everything(?P<scope>.*?) (?:about|on|regarding|concerning|to do with"
        rf"|relating to) {_TOPIC}",
    )
]
_GOES_THROUGH = re.compile(
    r"\b(?:which|what|how many|number of|count|tally|any|all|every|each|list|show|find|the)\b.*"
    r"\b(?:paragraphs?"
    rf"|paras|passages)\b.*\b(?:{_MENTION}|has|have|about|on|with)\b"
    r"|\b(?:all|every|everywhere|everything|each|any)\b(?: \w+){0,3}?"
    r" (?:places?|bits?|parts?|spots?|mentions?|references?)\b"
    rf"|\b(?:everywhere|every time)\b.*\b{_NAMED}\b"
    r"|^(?:\W|i|we|need|want|please|can|you|could|give|show|get|find|me|us|list|to|see)*"
    r"(?:everything|anything and everything)\b.*\b(?:about|on|regarding|to do with)\b"
    r"|\bgets? a mention\b",
    re.I,
)
"""Questions of this kind that are put in none of the shapes; their topic is what is left over."""

_SURVEY_WORDS = frozenset(
    """
    paragraph paragraphs para paras passage passages section sections sentence sentences place
    places bit bits part parts spot spots mention mentions mentioned mentioning reference
    references refer refers referred referring talk talks talked talking discuss discusses
    discussed discussing cover covers covered covering contain contains contained containing bring
    brings brought come comes came appear appears appeared occur occurs occurred crop crops cropped
    touch touches name names named naming deal deals speak speaks say says said tell tells list
    show find give need want point pull quote get gets getting every each everything everywhere
    anywhere anything
    altogether together count counts counted tally total number times often documents document
    papers paper corpus full
    please things thing there us word words phrase phrases even only see know like id
    """.split()
)
_EVERY = re.compile(
    rf"^(?:{_GIVE})?(?:what are )?(?:{_ALL})(?: of)?(?: the)? (?P<topic>.+)"
    r"|^list (?:the |any )?(?P<other>.+)",
    re.I,
)
_MONEY = re.compile(r"£|\b(?:GBP|pounds?|sterling)\b", re.I)
_LIMITS: list[tuple[re.Pattern[str], Callable[[float, float], bool], str]] = [
    (re.compile(pattern, re.I), compare, said)
    for pattern, compare, said in (
        (r"\b(?:under|below|less than|smaller than|fewer than)\b", operator.lt, "below"),
        (
            r"\b(?:or less|or below|or under|at most|up to|no more than)\b",
            operator.le,
            "of at most",
        ),
        (
            r"\b(?:or more|or above|or over|and above|and over|and up|at least|upwards|minimum"
            r"|no less)\b",
            operator.ge,
            "of at least",
        ),
        (
            r"\b(?:over|above|beyond|exceed\w*|in excess of|(?:more|bigger|larger|greater|higher)"
            r" than)\b",
            operator.gt,
            "above",
        ),
        (r"", operator.eq, "of"),
    )
]
"""How a question limits an amount; the first that it says counts, and just that if it says none."""

_MONEY_WORDS = frozenset(
    stem(word)
    for word in "sum sums money amount amounts figure figures funding funds fund pound pounds cash"
    " investment investments spending budget budgets number numbers worth value over above more"
    " below under less least most up upwards total totals bigger larger greater exceeding excess"
    " spent invested given quoted stated half quarter million billion thousand bn m k".split()
)
_FIGURE_WORDS = frozenset(
    stem(word)
    for word in "figure figures number numbers data statistic statistics year years given quoted"
    " stated amount amounts sum sums money own alone".split()
)
_FRAME = re.compile(
    r"(?:\bthe |^)(?:words?|terms?|phrases?|topic of|subject of|expression|name)\b(?= ?[\"'“‘]?\w)"
    r"|\bwherever (?:it|they) \w+\b|\bat all\b|\bby name\b|\banywhere\b|\bplease\b|\bspecifically\b"
    r"|\bon its own\b|\bfrom all (?:of )?the documents\b"
    r"|,? ?\b(?:and|,) (?:in )?(?:which|what|where|how many|what does)\b.*"
    r"|, (?:looking|including|whether|if|so) .*",
    re.I,
)
_ONE_PARAGRAPH = re.compile(r"\bpara\w* \d", re.I)
_SCOPE = re.compile(
    r"(?:\b(?:in|across|from|within|throughout|anywhere in|over)|(?<=paragraphs) of"
    r"|(?<=paragraph) of|(?<=passages) of|(?<=sections) of|(?<=paras) of) (?:all )?(?:of )?"
    r"(?:the|these|this|any|your|our|all|those|each|every|[A-Z]\w+['’]s)? ?(?:[\w'’-]+ ){0,5}?"
    r"(?:documents?|response|papers?|corpus|texts?|plan|announcement|strategy|page|guidance"
    r"|reports?|sources?|files?|four)\b",
    re.I,
)
_ALTERNATIVES = re.compile(r"\s*(?:\bor\b| / |\(|\)|,)\s*", re.I)
_MOST_TOPIC_WORDS = 6
_KEPT = 20_000


@dataclass(frozen=True)
class _Wanted:
    """What to look for: how to say it, and the test that a sentence must pass.

    ``explicit`` is set where nothing found may be said of the whole corpus. ``may_stand`` is a
    quick test of a paragraph's text, which every paragraph with such a sentence passes.
    """

    verb: str
    thing: str
    holds: Callable[[Sentence], bool]
    explicit: bool
    may_stand: Callable[[str], bool] = bool


class Survey:
    """Goes through every sentence of a corpus."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        paragraphs: Mapping[str, Paragraph],
        analyser: Analyser,
        naming: Naming,
    ) -> None:
        self._documents, self._paragraphs = documents, paragraphs
        self._analyser = analyser
        self._naming = naming
        self._stems_of = lru_cache(maxsize=_KEPT)(self._stems)

    def find(self, question: str) -> LookedUp | None:
        """The answer from all paragraphs; None for a question that is not of that kind."""
        question = _PARAGRAPH.sub("paragraph", question.strip().rstrip("?.! "))
        wanted = self._wanted(question)
        if wanted is None:
            return None
        scope = _SCOPE.search(question)
        named = self._naming.named(scope.group()) if scope else []
        documents = named or list(self._documents.values())
        searched = {document.id for document in documents}
        found = list(self._found(wanted, searched))
        if not found and not wanted.explicit:
            return None
        return LookedUp(_claims(found), self._message(wanted, found, documents))

    def _found(self, wanted: _Wanted, documents: Collection[str]) -> Iterator[Sentence]:
        """The first sentence of each paragraph of these documents that has what is wanted."""
        for paragraph in self._paragraphs.values():
            if paragraph.document in documents and wanted.may_stand(paragraph.text):
                yield from islice(filter(wanted.holds, kept_sentences(paragraph)), 1)

    def _wanted(self, question: str) -> _Wanted | None:
        if _ONE_PARAGRAPH.search(question):
            return None
        explicit = "everything" not in question.lower()
        for shape in _SHAPES:
            match = shape.search(question)
            if match and match["topic"] and (found := self._topic(match["topic"], explicit)):
                return found
        if _GOES_THROUGH.search(question) and (found := self._topic(_left_of(question), explicit)):
            return found
        every = _EVERY.search(question)
        topic = every and (every["topic"] or every["other"])
        if topic and (_sums(topic) or years(topic)):
            return self._topic(topic, True)
        return None

    def _topic(self, topic: str, explicit: bool) -> _Wanted | None:
        topic = _FRAME.sub(" ", _SCOPE.sub(" ", topic)).strip(" ,.:;")
        topic = re.sub(r"\s+", " ", topic)
        if sums := _sums(topic):
            return self._amounts(topic, sums)
        if periods := years(topic):
            return self._periods(topic, periods)
        parts = [part.strip(" \"'“”‘’.") for part in _ALTERNATIVES.split(topic)]
        together = [part for part in parts if self._terms(part)]
        apart = [one for part in together for one in re.split(r" and ", part) if self._terms(one)]
        for named in (together, apart):
            wanted = self._mentions(named, explicit)
            if wanted and (named == apart or any(self._found(wanted, self._documents))):
                return wanted
        return None

    def _mentions(self, named: Sequence[str], explicit: bool) -> _Wanted | None:
        """What mentions any of the things named; None where one is too long to be a thing."""
        alternatives = [self._terms(name) for name in named]
        if not alternatives or max(map(len, alternatives)) > _MOST_TOPIC_WORDS:
            return None
        spelt = [list(map(self._analyser.spellings, stems)) for stems in alternatives]
        things = [f"“{re.sub(r'^(?:the|a|an) ', '', name, flags=re.I)}”" for name in named]
        return _Wanted(
            "mention",
            " or ".join(dict.fromkeys(things)),
            lambda sentence: any(self._has(sentence, stems) for stems in alternatives),
            explicit and min(map(len, alternatives)) <= 3,
            lambda text: self._may_have(text.lower(), spelt),
        )

    def _amounts(self, topic: str, sums: Sequence[Quantity]) -> _Wanted:
        shown = [topic[one.start : one.end].strip() for one in sums]
        rest = topic
        for one in reversed(sums):
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        about = [stem_ for stem_ in self._terms(rest) if stem_ not in _MONEY_WORDS]
        amounts = [one.value for one in sums]
        if len(amounts) == 2 and _is_between(topic, sums):
            low, high = sorted(amounts)
            said = f"from {shown[0]} to {shown[1]}"

            def within(pounds: float) -> bool:
                return low <= pounds <= high
        else:
            compare, limited = next(
                (c, said) for pattern, c, said in _LIMITS if pattern.search(topic)
            )
            said = f"{limited} {' or '.join(shown)}"

            def within(pounds: float) -> bool:
                return any(compare(pounds, amount) for amount in amounts)

        def holds(sentence: Sentence) -> bool:
            given = any(within(one.value) for one in _sums(sentence.text))
            return given and (not about or self._has(sentence, about))

        thing = f"a sum {said}{self._about(rest, about)}"
        return _Wanted("give", thing, holds, True, lambda text: bool(_MONEY.search(text)))

    def _periods(self, topic: str, periods: Collection[str]) -> _Wanted:
        about = [
            s for s in self._terms(topic) if s not in _FIGURE_WORDS and not re.match(r"\d{2}", s)
        ]

        def holds(sentence: Sentence) -> bool:
            there = set(periods) <= years(sentence.text)
            return there and (not about or self._has(sentence, about))

        named = listing(sorted(periods)) + self._about(topic, about)
        return _Wanted("mention", named, holds, True)

    def _about(self, topic: str, stems: Collection[str]) -> str:
        """How the message names what a sum or a period is wanted for."""
        kept = [word for word in re.findall(r"[\w'’/-]+", topic) if stem(word.lower()) in stems]
        return f" beside “{' '.join(kept)}”" if kept else ""

    def _terms(self, text: str) -> list[str]:
        return stems(self._analyser.written_out(text))

    def _has(self, sentence: Sentence, stems: Sequence[str]) -> bool:
        """Whether a sentence has the stems one after the other, small words left out.

        An abbreviation counts as its long form, also where it is only part of a word ("CQC-style").
        """
        size = len(stems)
        return any(
            of[at : at + size] == list(stems)
            for of in self._stems_of(sentence.text)
            for at in range(len(of) - size + 1)
        )

    def _may_have(self, lower: str, spelt: Iterable[Iterable[Collection[str]]]) -> bool:
        """Whether a text has a spelling of every stem of any of the alternatives."""
        return any(
            all(any(piece in lower for piece in pieces) for pieces in alternative)
            for alternative in spelt
        )

    def _stems(self, text: str) -> tuple[list[str], list[str]]:
        return self._terms(text), self._terms(re.sub(r"[-–/]", " ", text))

    def _message(
        self,
        wanted: _Wanted,
        found: Sequence[Sentence],
        documents: Sequence[Document],
    ) -> str:
        one = len(found) == 1
        verb = f"{wanted.verb}{'' if len(found) > 1 else 's'} {wanted.thing}"
        count = f"{len(found)} paragraph{'' if one else 's'}" if found else "No paragraph"
        rest = [sentence.paragraph for sentence in found[MOST_QUOTED:]]
        numbers = ", ".join(rest[:MOST_NUMBERED])
        left = f" and {len(rest) - MOST_NUMBERED:,} more" if len(rest) > MOST_NUMBERED else ""
        more = f" The others are {numbers}{left}." if rest else ""
        return f"{count} {verb}.{more} {searched(self._paragraphs, documents)}"


def _left_of(question: str) -> str:
    """What a question is about when all words that only ask for it are gone."""
    whole = _FRAME.sub(" ", re.sub(r",? even if\b", " or", _SCOPE.sub(" ", question)))
    tokens = re.findall(r"\(|\)|[\w£/'’&.-]+", whole)
    kept = [
        at
        for at, word in enumerate(tokens)
        if word.lower().strip("'’.") not in _SURVEY_WORDS | STOP_WORDS
        or (at and word[0].isupper() and word.lower() not in STOP_WORDS)
    ]
    between = range(kept[0], kept[-1] + 1) if kept else ()
    return " ".join(
        tokens[at] for at in between if at in kept or tokens[at].lower() not in _SURVEY_WORDS
    )


def searched(keys: Iterable[str], documents: Sequence[Document]) -> str:
    """What was gone through, of all paragraphs with these keys: so many of each document.

    Of more than :data:`MOST_NAMED` documents only how many they are is said.
    """
    sizes = Counter(map(document_of, keys))
    if len(documents) > MOST_NAMED:
        total = sum(sizes[d.id] for d in documents)
        return f"Searched {total:,} of {total:,} paragraphs of {len(documents):,} documents."
    each = [f"{sizes[d.id]} of {sizes[d.id]} paragraphs of {d.name}" for d in documents]
    return f"Searched {listing(each)}."


def _claims(found: Sequence[Sentence]) -> list[Claim]:
    return [Claim(s.text, s.paragraph, s.text, item=True) for s in found[:MOST_QUOTED]]


def _is_between(topic: str, sums: Sequence[Quantity]) -> bool:
    """Whether the first two sums of a topic are the ends of a range."""
    low, high = sums[:2]
    opens = re.search(r"\b(?:between|from)\W*$", topic[: low.start], re.I)
    return bool(opens and re.fullmatch(r"\W*(?:and|to)\W*", topic[low.end : high.start], re.I))


def _sums(text: str) -> list[Quantity]:
    """The sums of money of a text."""
    return [one for one in quantities(text) if one.unit == "£"] if _MONEY.search(text) else []
