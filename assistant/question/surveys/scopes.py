"""In which documents a question asks to look: "in the response", "across all documents"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.library.naming import Naming
from assistant.question.surveys.tokens import Token
from assistant.question.surveys.words import Role
from ingest.language.words import stem, words
from ingest.types import Document

_OPENS = frozenset("in across from within throughout through over at".split())
_BESIDE = frozenset(
    "the all of every each these this those your you you've have got and two three four five six"
    " seven eight nine ten".split()
)
_SOURCES = frozenset(
    "document documents corpus text texts source sources file files paper papers report reports"
    " page pages lot everything collection library".split()
)
_ALWAYS_SOURCES = frozenset({"document", "documents", "corpus"})
_ENDINGS = frozenset({"have", "got"})
_LONGEST = 8
_MENTIONS = (Role.MENTION, Role.DISCUSS, Role.SAY)
_PAST = ("came", "brought", "spoken")


@dataclass(frozen=True)
class Scopes:
    """Finds the scopes of questions about the documents that ``naming`` knows."""

    naming: Naming

    def marked(self, tokens: Sequence[Token], question: str) -> list[Token]:
        """The tokens of a question, with each scope as one token."""
        found: list[Token] = []
        at = 0
        while at < len(tokens):
            found.append(self._scope(tokens, at, question) or tokens[at])
            while at < len(tokens) and tokens[at].start < found[-1].end:
                at += 1
        return found

    def _scope(self, tokens: Sequence[Token], at: int, question: str) -> Token | None:
        """The longest scope that opens at a token."""
        opens = _opens(tokens, at)
        first = at + opens
        for end in range(min(len(tokens), at + _LONGEST), first, -1):
            start, last = tokens[at].start, tokens[end - 1].end
            if _is_broken(tokens[first:end]) or not (opens or _stands_alone(tokens, at, end)):
                continue
            documents = self._documents(question[tokens[first].start : last])
            if documents is not None:
                text = question[start:last]
                return Token(text, start, last, Role.SCOPE, documents=documents)
        return None

    def _documents(self, text: str) -> tuple[Document, ...] | None:
        """The documents that a text names and says nothing else; () for all, None for another."""
        every = words(text)
        of = [word for word in every if word not in _BESIDE]
        only_dated = all(word[0].isdigit() for word in of)
        if only_dated or every[-1] not in {of[-1], *_ENDINGS}:
            return None
        named = () if _ALWAYS_SOURCES.issuperset(of) else tuple(self.naming.named(text))
        own = {stem(word) for document in named for word in _names(document)}
        rest = [word for word in words(self.naming.without_names(text)) if word not in _BESIDE]
        if not all(word in _SOURCES or stem(word) in own for word in rest):
            return None
        told = len(of) < len(every) or not {"everything", *_ALWAYS_SOURCES}.isdisjoint(of)
        return named if named or told else None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition of place stands here; "of" is one only after paragraphs."""
    after_places = at > 0 and tokens[at - 1].role in (Role.PLACE, Role.PART)
    return tokens[at].lower in _OPENS or (tokens[at].lower == "of" and after_places)


def _names(document: Document) -> Iterator[str]:
    yield from words(f"{document.name} {document.kind} {document.date}")


def _is_broken(span: Sequence[Token]) -> bool:
    return any(token.role in (Role.BREAK, Role.COMMA, Role.QUOTED) for token in span)


def _stands_alone(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether documents without a preposition are a scope: they mention, or are called so."""
    before = tokens[at - 1].role if at else Role.BREAK
    if before in (*_MENTIONS, Role.JOIN) or tokens[at].role in (Role.EVERY, Role.EVERYTHING):
        return False
    after = tokens[end].lower if end < len(tokens) else ""
    mention = end < len(tokens) and tokens[end].role in _MENTIONS
    if mention and not after.split()[0].endswith("ed") and not after.startswith(_PAST):
        return True
    return any(token.lower in _ALWAYS_SOURCES for token in tokens[at:end])
