"""What ingestion produces: documents, and the paragraphs that citations point at."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from textwrap import shorten
from typing import Any

from ingest.blocks import PageStarts

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

BUNDLED_MODEL = "all-MiniLM-L6-v2"
"""sentence-transformers/all-MiniLM-L6-v2, the embedding model that comes with a Python package."""

_LONGEST_NAME = 60
"""Letters of a document's title beyond which its name leaves the subtitle out."""


@dataclass(frozen=True)
class Document:
    """One source, as ``sources.toml`` (or, without one, the file itself) describes it.

    ``caution`` is what whoever reads any of it should be told: that this is an older reading of a
    file that could not be read since, or that pages are missing. It is empty where neither is so.
    """

    id: str
    title: str
    file: str
    sha256: str
    short: str = ""
    publisher: str = ""
    date: str = ""
    kind: str = ""
    rights: str = ""
    caution: str = ""

    @property
    def name(self) -> str:
        """The short name where there is one, else the title, a long one cut before its subtitle.

        It stands above every sentence that is embedded, and in every citation.
        """
        return self.short or _without_subtitle(self.title)


def _without_subtitle(title: str) -> str:
    if len(title) <= _LONGEST_NAME:
        return title
    main = re.split(r":\s|\s[–—|]\s", title, maxsplit=1)[0]
    return (
        main if len(main) <= 1.5 * _LONGEST_NAME else shorten(main, _LONGEST_NAME, placeholder=" …")
    )


@dataclass(frozen=True)
class Footnote:
    """A note below the page, with the marker that pointed at it ("8" or "*")."""

    marker: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """What a citation points at: a numbered paragraph with its bullets, rows and footnotes.

    ``number`` is the number printed in the document, or, where ``printed`` is False, our own
    count; where the document's numbers start again, ``within`` is the heading that tells it from
    the same number before. ``body`` keeps one line for the opening text and one for each bullet or
    table row; ``prose`` are the lines, counted from 0, that are running text. ``machine_read`` says
    that the words were recognised from an image, and may be wrong. ``voices`` say, for each line of
    the body, whose words it is as the document names them ("the Committee"): empty where it is the
    document's own, and left out where all lines are. ``page_starts`` are the offsets
    in the text at which another page begins than the one before, each with that page. ``doubts``
    say, in a short phrase each, why the reading of the paragraph is uncertain.
    """

    document: str
    number: str
    printed: bool
    section: tuple[str, ...]
    body: str
    footnotes: tuple[Footnote, ...] = ()
    page: int | None = None
    prose: tuple[int, ...] = (0,)
    within: str = ""
    machine_read: bool = False
    voices: tuple[str, ...] = ()
    page_starts: PageStarts = ()
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The paragraph's identity, the same after every ingest: ``document/number``.

        Where the document's numbers start again it is ``document/within/number``.
        """
        return "/".join(filter(None, (self.document, self.within, self.number)))

    @cached_property
    def text(self) -> str:
        """Body and footnotes, the text in which every quote stands character for character."""
        return "\n".join([self.body, *(f"[{n.marker}] {n.text}" for n in self.footnotes)])

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the paragraph and its footnotes stand on, in ascending order."""
        first = () if self.page is None else (self.page,)
        return tuple(sorted({*first, *(page for _, page in self.page_starts)}))

    def page_at(self, start: int) -> int | None:
        """The page on which ``text[start]`` stands."""
        return next((page for at, page in reversed(self.page_starts) if at <= start), self.page)

    def page_of(self, quote: str) -> int | None:
        """The page on which a quote begins; the paragraph's first one where it does not stand."""
        return self.page_at(max(self.text.find(quote), 0))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything a reader or the index can see of this paragraph."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Paragraph:
        fields: dict[str, Any] = json.loads(text)
        fields["section"] = tuple(fields["section"])
        fields["prose"] = tuple(fields["prose"])
        fields["voices"] = tuple(fields.get("voices", ()))
        fields["page_starts"] = tuple((at, page) for at, page in fields.get("page_starts", ()))
        fields["doubts"] = tuple(fields.get("doubts", ()))
        fields["footnotes"] = tuple(Footnote(**note) for note in fields["footnotes"])
        return cls(**fields)


def document_of(key: str) -> str:
    """The id of the document that a paragraph with this key stands in."""
    return key.partition("/")[0]
