"""The offline answerer: the fewest sentences of the passages that answer, word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Claim, Passage
from assistant.question.question import Question
from ingest.language.neighbours import years_meant
from ingest.language.sentences import Sentence, SentenceKind

Answerer = Callable[[Question, Sequence[Passage], int], list[Claim]]
"""``(question, passages, most words) -> claims``: the one shape of every answerer."""

MOST_SENTENCES = 3
MOST_WORDS = 110
MOST_LIST_WORDS = 200
_MARGIN = 2.0
"""How much less than the best, in logits, a sentence may score to be said."""

_SHORT_ITEM_WORDS = 6
_ANAPHOR = re.compile(
    r"^(?:(?:Similarly|Moreover|In addition|Additionally|Furthermore|Also),? )?"
    r"(?i:This|These|Those|They|It|Its|Their|Such|However|Nevertheless|Therefore|As such"
    r"|For example|On this basis|In parallel|The survey|The project|The plan)\b"
)
_GOES_ON = re.compile(r"^(?:This|These|They|It)\b")


@dataclass(frozen=True)
class _Pick:
    score: float
    passage: Passage
    index: int

    @property
    def sentence(self) -> Sentence:
        return self.passage.sentences[self.index].sentence


def extract(
    question: Question, passages: Sequence[Passage], most_words: int = MOST_WORDS
) -> list[Claim]:
    """The sentences of the best passages that answer, each as a claim that quotes it whole.

    Sentences come with what they need to be understood: an item with its lead-in, a sentence that
    opens with "This" or "They" with the one before it. The best sentence's claims come first, the
    others in reading order within a paragraph, and paragraphs in the order of their best sentence.
    Empty without passages.
    """
    ranked = _ranked(passages)
    lists = question.wants_list
    by_key = {passage.paragraph.key: passage for passage in passages}
    chosen: dict[str, set[int]] = {}
    groups: list[tuple[str, set[int]]] = []
    for pick in ranked:
        key = pick.passage.paragraph.key
        if len(groups) == MOST_SENTENCES or pick.score < ranked[0].score - _MARGIN:
            break
        group = _completed(pick, lists=lists)
        if not groups and (other := _of_its_year(question, pick)):
            group |= _completed(other, lists=lists)
        group -= chosen.get(key, set())
        if not group:
            continue
        if chosen and _words(by_key, chosen) + _words(by_key, {key: group}) > most_words:
            continue
        chosen[key] = chosen.get(key, set()) | group
        groups.append((key, group))
    rest: dict[str, set[int]] = {key: set() for key, _ in groups}
    for key, group in groups[1:]:
        rest[key] |= group
    said = [*groups[:1], *rest.items()]
    return [claim for key, group in said for claim in _claims(by_key[key], sorted(group))]


def _ranked(passages: Sequence[Passage]) -> list[_Pick]:
    picks = [
        _Pick(scored.score, passage, index)
        for passage in passages
        for index, scored in enumerate(passage.sentences)
    ]
    return sorted(picks, key=lambda pick: -pick.score)


def _completed(pick: _Pick, *, lists: bool) -> set[int]:
    """The sentence with those that it cannot be understood without."""
    sentence = pick.sentence
    group = {pick.index}
    of_paragraph = [scored.sentence for scored in pick.passage.sentences]
    before = of_paragraph[pick.index - 1] if pick.index else None
    if before and _leans_on(before, sentence):
        group |= {before.index} | ({before.lead_in} if before.lead_in is not None else set())
    if sentence.lead_in is not None:
        group.add(sentence.lead_in)
    if pick.index + 1 < len(of_paragraph) and _explains(of_paragraph[pick.index + 1], sentence):
        group.add(pick.index + 1)
    if _is_lead_in(sentence) or lists:
        group |= _list_of(of_paragraph, pick.index)
    for index in sorted(group):
        opens = _is_lead_in(of_paragraph[index]) and of_paragraph[index].lead_in is None
        if opens and not any(of_paragraph[at].lead_in == index for at in group):
            group |= _list_of(of_paragraph, index)
    return group


def _of_its_year(question: Question, pick: _Pick) -> _Pick | None:
    """The sentence of the same paragraph about the year that the question names.

    None where the sentence picked is about that year, or about none.
    """
    text = pick.passage.paragraph.text

    def meant(sentence: Sentence) -> set[str]:
        return years_meant(text[: sentence.end], sentence.start)

    picked = meant(pick.sentence)
    if not picked or picked & question.years:
        return None
    others = (scored.sentence for scored in pick.passage.sentences)
    found = (other.index for other in others if meant(other) & question.years)
    return next((replace(pick, index=at) for at in found), None)


def _leans_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence needs the one before it, in its bullet where it is in one."""
    if sentence.kind is SentenceKind.ITEM and before.line != sentence.line:
        return False
    return sentence.kind is not SentenceKind.FOOTNOTE and bool(_ANAPHOR.match(sentence.text))


def _explains(after: Sentence, sentence: Sentence) -> bool:
    """Whether the next sentence of the same line goes on about this one."""
    return after.line == sentence.line and _GOES_ON.match(after.text) is not None


def _is_lead_in(sentence: Sentence) -> bool:
    return sentence.text.rstrip().endswith(":")


def _list_of(of_paragraph: Sequence[Sentence], index: int) -> set[int]:
    """The lead-in and items of the list that the sentence opens or belongs to, if any.

    Of a list that is too long to be read out, each item's first sentence.
    """
    sentence = of_paragraph[index]
    lead_in = sentence.lead_in if sentence.lead_in is not None else index
    items = [s for s in of_paragraph if s.lead_in == lead_in]
    if sum(len(s.text.split()) for s in items) > MOST_LIST_WORDS:
        items = [min((s for s in items if s.line == line), key=lambda s: s.index)
                 for line in sorted({s.line for s in items})]  # fmt: skip
    return {s.index for s in items} | {lead_in} if items else set()


def _words(by_key: dict[str, Passage], chosen: dict[str, set[int]]) -> int:
    return sum(
        len(by_key[key].sentences[index].sentence.text.split())
        for key, indices in chosen.items()
        for index in indices
    )


def _claims(passage: Passage, indices: Sequence[int]) -> list[Claim]:
    of_paragraph = [scored.sentence for scored in passage.sentences]
    chosen = [of_paragraph[index] for index in indices]
    section = passage.paragraph.section
    short_items = any(
        s.kind is SentenceKind.ITEM and len(s.text.split()) <= _SHORT_ITEM_WORDS for s in chosen
    )
    named = next((heading for heading in reversed(section) if len(heading.split()) > 1), "")
    heading = named or (section[-1] if section else "")
    with_item = _with_their_item(chosen)
    said = [sentence for sentence in chosen if sentence.index not in with_item.values()]
    return [
        Claim(
            text=sentence.text,
            paragraph=passage.paragraph.key,
            quote=sentence.text,
            heading=heading if short_items and at == 0 else "",
            item=sentence.kind is SentenceKind.ITEM and sentence.index not in with_item,
            lead_in=of_paragraph[before].text
            if (before := with_item.get(sentence.index)) is not None
            else "",
        )
        for at, sentence in enumerate(said)
    ]


def _with_their_item(chosen: Sequence[Sentence]) -> dict[int, int]:
    """Where just one item of a list is said, it goes on from its lead-in: one sentence.

    The item's index, with that of the lead-in.
    """
    indices = {sentence.index: sentence for sentence in chosen}
    of_list = Counter(sentence.lead_in for sentence in chosen)
    return {
        sentence.index: sentence.lead_in
        for sentence in chosen
        if sentence.lead_in in indices
        and of_list[sentence.lead_in] == 1
        and _is_lead_in(indices[sentence.lead_in])
    }
