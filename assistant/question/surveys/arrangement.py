"""Whether the words of a question stand as in one that goes through every paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.surveys.roles import DEMANDS, LINKS, PLACES, THING, first, has, last
from assistant.question.surveys.things import Run
from assistant.question.surveys.tokens import Token
from assistant.question.surveys.words import Role

_LIGHT = (Role.ARTICLE, Role.JOIN, Role.FRAME, Role.QUALITY)
_NUMBERS = (Role.SUM, Role.LIMIT, Role.PERIOD)
_BESIDE = (*_LIGHT, Role.TERM, Role.SCOPE, Role.AUXILIARY)
_NOUNS = frozenset("mention mentions reference references discussion discussions".split())
_ACTORS = frozenset({"i", "we", "you", "they"})
_MASSES = frozenset("money funding spending cash data".split())

Tokens = Sequence[Token]


def goes_through(tokens: Tokens, runs: Sequence[Run]) -> bool:
    """Whether it asks which paragraphs mention what its runs, sums or periods name."""
    if not has(tokens, *LINKS) or not _is_well_formed(tokens):
        return False
    beside_a_link = all(run.is_empty or run.renames or _is_linked(tokens, run) for run in runs)
    return beside_a_link and _is_demanded(tokens) and _is_strong(tokens)


def lists_figures(tokens: Tokens, runs: Sequence[Run]) -> bool:
    """Whether it asks for all sums or figures, and not what mentions them."""
    asks_what_for = last(tokens, skipping=(Role.BREAK,)) is Role.JOIN
    if has(tokens, *LINKS) or asks_what_for or not _is_well_formed(tokens, figures=True):
        return False
    if first(tokens, skipping=(*_BESIDE, Role.GIVE)) is Role.EVERYTHING and not runs:
        return has(tokens, Role.SUM)
    counted = [run for run in runs if run.counted]
    others = [run for run in runs if not run.counted]
    joined = all(last(tokens[: run.start], skipping=(Role.ARTICLE,)) is Role.JOIN for run in others)
    return joined and any(_is_listed(tokens, run) for run in counted)


def _is_listed(tokens: Tokens, run: Run) -> bool:
    """Whether all sums or figures are asked for: several, or each."""
    demand = last(tokens[: run.start], skipping=(*_BESIDE, *_NUMBERS))
    several = any(
        tokens[at].lower.endswith("s") or tokens[at].lower in _MASSES for at in run.counted
    )
    demanded = demand in DEMANDS if demand else run.is_empty
    return demand is Role.EVERY or (several and demanded)


def _is_well_formed(tokens: Tokens, *, figures: bool = False) -> bool:
    """Whether no word says more, or asks something else."""
    if has(tokens, Role.CLAUSE) or _asks_yes_or_no(tokens):
        return False
    return all(
        _asks_for_places(tokens, at, figures=figures)
        if token.role in (Role.WHICH, Role.MANY)
        else _helps_a_link(tokens, at)
        if token.role is Role.AUXILIARY
        else not (_opens_a_clause(tokens, at) or _spans_years(tokens, at))
        for at, token in enumerate(tokens)
    )


def _asks_yes_or_no(tokens: Tokens) -> bool:
    opens = first(tokens, skipping=(Role.FRAME, Role.BREAK, Role.COMMA)) is Role.AUXILIARY
    asks = has(tokens, Role.WHICH, Role.MANY, Role.WHERE, Role.COUNT)
    return opens and not asks and all(token.lower != "any" for token in tokens)


def _asks_for_places(tokens: Tokens, at: int, *, figures: bool) -> bool:
    """Whether "which" or "how many" asks for paragraphs, or only joins ("in which")."""
    joins = at > 0 and last(tokens[:at], skipping=(Role.JOIN, Role.SCOPE)) in PLACES
    asked = [
        token
        for token in tokens[at + 1 :]
        if token.role not in (*_LIGHT, Role.EVERY)
        and not (token.role is Role.AUXILIARY and not token.lower.startswith("d"))
    ]
    of = asked[0].role if asked else None
    if joins or of in (*PLACES, Role.COUNT) or (figures and of in (*THING, Role.PERIOD)):
        return True
    noun = bool(asked) and asked[0].lower in _NOUNS
    return noun or (tokens[at].role is Role.MANY and of in LINKS)


def _helps_a_link(tokens: Tokens, at: int) -> bool:
    """Whether an auxiliary after a thing goes with a verb of mentioning, or with who asks."""
    if not has(tokens[:at], *THING):
        return True
    before = tokens[at - 1].role
    helped = first(tokens[at + 1 :], skipping=(*_LIGHT, Role.AUXILIARY))
    return helped in (*LINKS, *_NUMBERS) or before not in (*THING, Role.BREAK)


def _opens_a_clause(tokens: Tokens, at: int) -> bool:
    """Whether a clause goes on here: "mentions that", "mentions where", "the beds they have"."""
    before = tokens[at - 1].role if at else Role.BREAK
    told = before in LINKS and (tokens[at].lower == "that" or tokens[at].role is Role.WHERE)
    return told or (before in THING and tokens[at].lower in _ACTORS)


def _spans_years(tokens: Tokens, at: int) -> bool:
    """Whether two years are the ends of a time, of which not only the two are asked for."""
    return tokens[at].lower == "to" and at > 0 and tokens[at - 1].role is Role.PERIOD


def _is_linked(tokens: Tokens, run: Run) -> bool:
    """Whether a thing is what is mentioned: next to the link, or meant by "it" beside one."""
    links = [at for at, token in enumerate(tokens) if token.role in LINKS]
    if links[0] < run.start < links[-1] and not has(tokens[run.end : links[-1]], Role.BREAK):
        return False
    if last(tokens[: run.start], skipping=(*_BESIDE, *_NUMBERS)) in LINKS:
        link = max(at for at in links if at < run.start)
        told = has(tokens[link : run.start], Role.AUXILIARY)
        return not told or tokens[link].lower in _NOUNS
    joined = last(tokens[: run.start], skipping=(Role.ARTICLE,)) is Role.JOIN
    pronoun = any(token.lower in ("it", "they", "them") for token in tokens[run.end :])
    return not joined and (first(tokens[run.end :], skipping=_BESIDE) in LINKS or pronoun)


def _is_demanded(tokens: Tokens) -> bool:
    """Whether all places, or their number, are asked for."""
    if has(tokens, Role.WHERE, Role.EVERYTHING) or _counts_of_them(tokens):
        return True
    if has(tokens, Role.EVERY) and has(tokens, Role.SAY):
        return True
    return any(
        (token.role in PLACES or _is_noun(tokens, at)) and _is_asked_for(tokens, at)
        for at, token in enumerate(tokens)
    )


def _is_asked_for(tokens: Tokens, at: int) -> bool:
    """Whether a word of demand stands before a place, or several places open the question."""
    demand = last(tokens[:at], skipping=(*_LIGHT, Role.AUXILIARY))
    if demand in DEMANDS - {Role.GIVE}:
        return True
    opens = not has(tokens[:at], *THING, *LINKS, *PLACES, Role.WHICH)
    return (opens or demand is Role.GIVE) and tokens[at].lower.endswith("s")


def _counts_of_them(tokens: Tokens) -> bool:
    """Whether it asks how many of the paragraphs mention something."""
    return has(tokens, *PLACES) and any(
        token.role is Role.MANY and first(tokens[at + 1 :], skipping=_LIGHT) in LINKS
        for at, token in enumerate(tokens)
    )


def _is_noun(tokens: Tokens, at: int) -> bool:
    noun = tokens[at].lower in _NOUNS
    skipped = (Role.SCOPE, Role.FRAME, Role.AUXILIARY)
    return noun and first(tokens[at + 1 :], skipping=skipped) is Role.JOIN


def _is_strong(tokens: Tokens) -> bool:
    """Whether the link is one of paragraphs: "use" and "occur" are said of other things, too."""
    if has(tokens, Role.MENTION, Role.DISCUSS, Role.ABOUT, Role.PLACE):
        return True
    return has(tokens, Role.QUOTED, Role.TERM, Role.SCOPE)
