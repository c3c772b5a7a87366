"""Which part a word plays by what stands beside it: "list" asks, a "waiting list" is a thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.question.surveys.tokens import Token
from assistant.question.surveys.words import Role

PLACES = frozenset({Role.PLACE, Role.PART})
LINKS = frozenset({Role.MENTION, Role.DISCUSS, Role.HOLD, Role.OCCUR, Role.ABOUT})
THING = frozenset({Role.CONTENT, Role.QUOTED})
_ASKING = frozenset(
    {Role.FRAME, Role.GIVE, Role.ARTICLE, Role.JOIN, Role.AUXILIARY, Role.BREAK, Role.COMMA,
     Role.QUALITY, Role.EVERY, Role.SCOPE}
)  # fmt: skip
DEMANDS = frozenset({Role.WHICH, Role.MANY, Role.EVERY, Role.COUNT, Role.GIVE})
_COUNTED = PLACES | {Role.MENTION, Role.DISCUSS}
_JOINING = frozenset({Role.ARTICLE, Role.JOIN, Role.EVERY})
_LIGHT = frozenset({Role.ARTICLE, Role.JOIN, Role.FRAME, Role.QUALITY, Role.COMMA, Role.SAY})

Tokens = Sequence[Token]


def resolved(tokens: Tokens) -> list[Token]:
    """The tokens, each with the part that it plays where it stands."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        rule = _RULES.get(token.role)
        role = rule(found, token, tokens[at + 1 :]) if rule else token.role
        found.append(replace(token, role=role))
    return found


def last(tokens: Tokens, *, skipping: Collection[Role]) -> Role | None:
    """The role of the last token that has none of these roles."""
    return next((token.role for token in reversed(tokens) if token.role not in skipping), None)


def first(tokens: Tokens, *, skipping: Collection[Role]) -> Role | None:
    """The role of the first token that has none of these roles."""
    return last(tokens[::-1], skipping=skipping)


def has(tokens: Tokens, *roles: Role) -> bool:
    """Whether any of the tokens has any of these roles."""
    return any(token.role in roles for token in tokens)


def _sentence(before: Tokens) -> Tokens:
    """Those of the tokens that are of the sentence that goes on."""
    breaks = [at for at, token in enumerate(before, 1) if token.role is Role.BREAK]
    return before[breaks[-1] :] if breaks else before


def _give(before: Tokens, token: Token, after: Tokens) -> Role:
    asks = all(one.role in _ASKING for one in _sentence(before))
    by_you = before and before[-1].role is Role.FRAME and not has(before, *LINKS, *THING)
    return Role.GIVE if asks or by_you else Role.CONTENT


def _count(before: Tokens, token: Token, after: Tokens) -> Role:
    """In "number of paragraphs" and "paragraph numbers"."""
    if before and before[-1].role is Role.PLACE:
        return Role.FRAME
    counted = first(after, skipping=(*_JOINING, Role.COUNT, Role.MANY)) in _COUNTED
    return Role.COUNT if counted else Role.CONTENT


def _part(before: Tokens, token: Token, after: Tokens) -> Role:
    wanted = last(before, skipping=(Role.ARTICLE, Role.JOIN, Role.FRAME, Role.QUALITY))
    return Role.PART if wanted in DEMANDS else Role.CONTENT


def _hold(before: Tokens, token: Token, after: Tokens) -> Role:
    """A verb of paragraphs, in "paragraphs that use", "is used in how many paragraphs"."""
    if has(before, *LINKS):
        return Role.CONTENT
    by_paragraphs = has(before, *PLACES) and not has(before, *THING)
    passive = token.lower.endswith("ed") and has(before, *THING) and has(before, Role.AUXILIARY)
    ends = first(after, skipping=()) in (None, Role.BREAK, Role.COMMA, Role.SCOPE, Role.JOIN)
    return Role.HOLD if by_paragraphs or (passive and ends) else Role.CONTENT


def _occur(before: Tokens, token: Token, after: Tokens) -> Role:
    subject = has(before, *THING, *PLACES)
    return Role.OCCUR if subject and not has(before, *LINKS) else Role.CONTENT


def _about(before: Tokens, token: Token, after: Tokens) -> Role:
    """Between a place and what it is about; elsewhere it joins: "people with asthma"."""
    of = last(before, skipping=(*_LIGHT, Role.AUXILIARY, Role.SCOPE))
    broad = token.lower not in ("on", "with")
    said = of is Role.EVERY and has(before, Role.SAY)
    about = of in (Role.PLACE, Role.EVERYTHING) or (broad and of is Role.PART) or said
    return Role.ABOUT if about and not has(before, *LINKS) else Role.JOIN


def _have(before: Tokens, token: Token, after: Tokens) -> Role:
    """What paragraphs have is what they mention: "paragraphs that have the word"."""
    of = last(before, skipping=(Role.ARTICLE, Role.WHICH, Role.SCOPE, Role.FRAME))
    by_paragraphs = token.lower in ("have", "has") and of in PLACES
    thing = first(after, skipping=(Role.ARTICLE, Role.TERM)) in (*THING, Role.SUM, Role.PERIOD)
    return Role.HOLD if by_paragraphs and thing and not has(before, *LINKS) else Role.AUXILIARY


def _say(before: Tokens, token: Token, after: Tokens) -> Role:
    """Of paragraphs "say" needs "about"; else it is of those who use another name."""
    about = first(after, skipping=(Role.FRAME,)) in (Role.ABOUT, Role.JOIN)
    return Role.SAY if about else _also(before, token, after)


def _term(before: Tokens, token: Token, after: Tokens) -> Role:
    """Before a thing that is meant as a word, and in what ends a question."""
    named = bool(before) and before[-1].role in (Role.ARTICLE, Role.EVERY)
    if named and has(after[:1], *THING):
        return Role.TERM
    ends = first(after, skipping=()) in (None, Role.BREAK, Role.COMMA)
    return Role.TAIL if named and ends and has(before, *THING) else Role.CONTENT


def _tail(before: Tokens, token: Token, after: Tokens) -> Role:
    """What ends a question: "by name", "on its own"; elsewhere it is of the thing."""
    joins = last(before, skipping=(Role.QUALITY, Role.ARTICLE)) in (
        Role.JOIN, Role.BY, Role.EVERY, Role.TAIL, Role.FRAME,
    )  # fmt: skip
    ends = first(after, skipping=()) not in THING
    spoken = has(before, *THING, Role.SUM, Role.PERIOD)
    return Role.TAIL if joins and ends and spoken else _hold(before, token, after)


def _quality(before: Tokens, token: Token, after: Tokens) -> Role:
    of = first(after, skipping=(Role.QUALITY,))
    asked = (*_COUNTED, Role.TAIL, Role.HOLD, Role.GIVE, Role.COUNT)
    if of in asked:
        return Role.QUALITY
    return Role.CLAUSE if token.lower in ("its", "their") else Role.CONTENT


def _by(before: Tokens, token: Token, after: Tokens) -> Role:
    named = first(after, skipping=(Role.QUALITY,)) in (Role.TAIL, Role.HOLD)
    return Role.JOIN if named else Role.CLAUSE


def _also(before: Tokens, token: Token, after: Tokens) -> Role:
    """Before another name, which is quoted: "even if they only say 'the Act'"."""
    another = first(after, skipping=(*_LIGHT, Role.ALSO)) is Role.QUOTED
    return Role.ALSO if another and has(before, *THING) else Role.CLAUSE


_RULES: dict[Role, Callable[[list[Token], Token, Tokens], Role]] = {
    Role.GIVE: _give,
    Role.COUNT: _count,
    Role.PART: _part,
    Role.HOLD: _hold,
    Role.OCCUR: _occur,
    Role.ABOUT: _about,
    Role.AUXILIARY: _have,
    Role.SAY: _say,
    Role.TERM: _term,
    Role.TAIL: _tail,
    Role.QUALITY: _quality,
    Role.BY: _by,
    Role.ALSO: _also,
}
"""The rules for words that play one of several parts; each sees what is before as resolved."""
