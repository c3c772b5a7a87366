"""Words that stand in what Streamlit reads as Markdown: the label of a button, or a notice."""

from __future__ import annotations

from string import punctuation

from assistant.visible import visible


def plain(text: str) -> str:
    r"""A text as words only, on one line, whatever Markdown would make of it.

    >>> print(plain("Beds *closed*\n# :red[early]"))
    Beds \*closed\* \# \:red\[early\]
    """
    line = " ".join(visible(text).split())
    return "".join(f"\\{sign}" if sign in punctuation else sign for sign in line)
