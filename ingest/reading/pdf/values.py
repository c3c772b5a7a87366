"""What a table's cells say: names of rows, years, and figures with what they count."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_VALUE_WORDS = 5
_MOST_LABEL_WORDS, _FEWEST_LABELS = 4, 3
_MOST_WRAPPED = 2
"""Of the rows with a label: there are no more lines in all."""
_YEARS = range(1900, 2101)


def is_label(word: str) -> bool:
    """Whether a cell can name its row: it has words, or is a year."""
    return sum(letter.isalpha() for letter in word) > 2 or is_year(word)


def is_year(word: str) -> bool:
    """Whether a cell is a year, or begins with one, as "2024/25" does."""
    first = word[:4]
    return first.isdecimal() and int(first) in _YEARS and len(word.split()) == 1


def is_value(word: str) -> bool:
    """Whether a cell is a figure with what it counts, or stands for one that there is not."""
    words = word.split()
    return len(words) <= _MOST_VALUE_WORDS and (is_figure(words[0]) or len(word) <= 3)


def is_figure(word: str) -> bool:
    """Whether a cell begins with a digit, after no more than a sign or the mark of money."""
    return any(letter.isdecimal() for letter in word[:2])


def are_labelled(lines: Sequence[Sequence[str]]) -> bool:
    """Whether lines of two cells are labels with what each stands for: "Date", "14 May 2026".

    The labels are a few words without a figure, and half of what stands beside them has one or is
    longer than a name: two names side by side are those of signatures.

    >>> are_labelled([("Version", "2.1"), ("Date", "14 May 2026"), ("Review", "By May 2028")])
    True
    >>> are_labelled([("Ann Lee", "Bo Hall"), ("Chair", "Clerk"), ("Wards", "Roads")])
    False
    """
    rows = [cells for cells in lines if len(cells) == 2 and all(cells)]
    if len(rows) < _FEWEST_LABELS or len(lines) > _MOST_WRAPPED * len(rows):
        return False
    for label, _ in rows:
        short = len(label.split()) <= _MOST_LABEL_WORDS and label[0].isupper()
        if not short or label.endswith((".", ",", ";")) or any(map(str.isdecimal, label)):
            return False
    told = [any(map(str.isdecimal, of)) or len(of.split()) > _MOST_LABEL_WORDS for _, of in rows]
    named = all(label.endswith(":") for label, _ in rows)
    return named or 2 * sum(told) >= len(rows)
