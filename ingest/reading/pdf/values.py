"""What a table's cells say: names of rows, years, and figures with what they count."""

from __future__ import annotations

_MOST_VALUE_WORDS = 5
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
