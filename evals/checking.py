"""What a check of a long text costs, in times of what an answer costs.

``python -m evals.checking`` makes texts of the documents' own sentences, each changed a little and
none twice, checks them, and prints the processor time of each in times of the mean of some
questions', and how many texts the embedding model had to read for it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from rich.console import Console

from assistant.ask import Assistant
from assistant.desk.check import claims_of
from assistant.desk.desk import Desk
from assistant.library.library import Library
from assistant.settings import Settings
from evals.door import run
from evals.questions import Part, read_questions
from evals.tables import Table
from ingest.indexing.embedding import Encoded
from ingest.language.sentences import kept_sentences

SIZES = (1_000, 10_000, 100_000)
"""Letters of the texts."""

_EACH = 25
"""Of so many tuning questions one is asked."""
_WARM = 5
_SHORTEST = 6
"""Words of a sentence that is taken."""


def changed(sentence: str, words: Sequence[str], at_random: random.Random) -> str:
    """A sentence with a word put for another, left out, put in or exchanged, or numbers raised."""
    of = sentence.split()
    at = at_random.randrange(1, len(of) - 1)
    kind = at_random.randrange(5)
    if kind == 0:
        of[at] = at_random.choice(words)
    elif kind == 1:
        del of[at]
    elif kind == 2:
        of.insert(at, at_random.choice(words))
    elif kind == 3:
        of[at], of[at - 1] = of[at - 1], of[at]
    else:
        of = [of[0], "also", *(str(int(w) + 1) if w.isdecimal() else w for w in of[1:])]
    return " ".join(of)


def text_of(sentences: Sequence[str], letters: int) -> str:
    """A text of at most so many letters, in which no sentence stands twice."""
    at_random = random.Random(letters)
    long = [s for s in sentences if len(s.split()) >= _SHORTEST and s.endswith(".")]
    words = [word for s in long for word in s.split() if word.isalpha()]
    made: dict[str, None] = {}
    length = 0
    while True:
        for sentence in at_random.sample(long, len(long)):
            new = changed(sentence, words, at_random)
            if new not in made and new != sentence:
                length += len(new) + 1
                if length > letters:
                    return "\n".join(made)
                made[new] = None


def sentences_of(library: Library) -> Iterator[str]:
    """Every sentence of the documents."""
    for paragraph in library.paragraphs.values():
        yield from (sentence.text for sentence in kept_sentences(paragraph))


def count_encoded(library: Library) -> list[int]:
    """A list whose one number grows with each text that the embedding model reads."""
    count, encode = [0], library.encoder.encode

    def counted(texts: Sequence[str]) -> list[Encoded]:
        count[0] += len(texts)
        return encode(texts)

    library.encoder.encode = counted  # type: ignore[method-assign]
    return count


def seconds_of_an_ask(library: Library, settings: Settings) -> float:
    """The mean processor time of an answer, once all is open."""
    assistant = Assistant.open(settings, library)
    tuning = [of for of in read_questions() if of.part is Part.TUNE and not of.history][::_EACH]
    for question in tuning[:_WARM]:
        assistant.ask(question.question)
    began = time.process_time()
    for question in tuning[_WARM:]:
        assistant.ask(question.question)
    return (time.process_time() - began) / len(tuning[_WARM:])


def main() -> int:
    """Check the texts and print what they cost."""
    settings = Settings.from_environment()
    library = Library.open(settings)
    ask = seconds_of_an_ask(library, settings)
    encoded, sentences = count_encoded(library), list(sentences_of(library))
    Desk(library).check(sentences[0] + " Zeppelins fly over the moon every night.")
    rows: list[tuple[str, ...]] = []
    for size in SIZES:
        text, before = text_of(sentences, size), encoded[0]
        claims = len(list(claims_of(text)))
        desk, began = Desk(library, size), time.process_time()
        desk.check(text)
        asks = (time.process_time() - began) / ask
        row = (f"{size:,}", f"{claims:,}", f"{asks:.0f}", f"{asks / claims:.2f}")
        rows.append((*row, f"{encoded[0] - before:,}"))
    headings = ("letters", "sentences", "asks", "asks a sentence", "texts encoded")
    Table("What a check costs", headings, tuple(rows)).show(Console(highlight=False))
    return 0


if __name__ == "__main__":
    run("checking", main)
