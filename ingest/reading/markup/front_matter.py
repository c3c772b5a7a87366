"""What stands between two rules on top of a Markdown file says something of it, and is no text."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


def without_front_matter(text: str) -> tuple[str, str]:
    r"""The title that the front matter gives, and the text with empty lines in its place.

    The title is empty, and the text whole, where there is none: YAML's lines begin with a name of
    one word and a colon, and TOML is valid.

    >>> without_front_matter("---\ntitle: Keys\n---\nThey stay.")
    ('Keys', '\n\n\nThey stay.')
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    ends = _FENCES.get(lines[first].rstrip(), ())
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() in ends), 0)
    fields = _fields(lines[first + 1 : last], toml=len(ends) == 1) if last else {}
    if not fields:
        return "", text
    titles = [str(value) for name, value in fields.items() if name.lower() == "title"]
    return " ".join([*titles, ""][0].split()), "\n" * (last + 1) + "\n".join(lines[last + 1 :])


def _fields(lines: Sequence[str], *, toml: bool) -> dict[str, object]:
    """The names and values of a front matter; none if it is none."""
    if toml:
        try:
            return tomllib.loads("\n".join(lines))
        except (ValueError, RecursionError):  # numbers of too many digits, too deep a nest
            return {}
    fields: dict[str, object] = {}
    name = ""
    for line in lines:
        key, colon, value = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith((" ", "\t", "-")) and name:
            fields[name] = f"{fields[name]} {line.strip()}"
        elif colon and key.replace("-", "_").isidentifier() and value[:1] in ("", " "):
            name = key
            fields[name] = "" if _is_folded(value) else value.strip().strip("\"'")
        else:
            return {}
    return fields


def _is_folded(value: str) -> bool:
    """Whether a value of YAML stands on the lines below."""
    return value.strip().rstrip("+-") in (">", "|")
