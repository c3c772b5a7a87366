"""A corpus folder's ``parity.toml``: a section of it that is wrong is named and left out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic import Field as Limited

from ingest.profile import NO_PROFILE, ExclusiveSet, Member, Profile
from ingest.written import brief, first_fault, read_toml

PROFILE_FILE = "parity.toml"
_MOST_SUGGESTIONS, _LONGEST = 8, 300
_MOST = 1_000
"""Names, or words of one, that a section may have."""


def _told_apart(words: list[str]) -> list[str]:
    if len({word.casefold() for word in words}) < len(words):
        raise ValueError("the same words stand there twice")
    return words


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST)]
_Texts = Annotated[
    list[_Text], Limited(min_length=1, max_length=_MOST), AfterValidator(_told_apart)
]


class _Section(BaseModel):
    """A section that may hold the fields it names and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Chat(_Section):
    introduction: _Text | None = None
    suggestions: Annotated[
        list[_Text], Limited(max_length=_MOST_SUGGESTIONS), AfterValidator(_told_apart)
    ] = []


class _Ratings(_Section):
    scale: Annotated[
        list[_Text], Limited(min_length=2, max_length=_MOST), AfterValidator(_told_apart)
    ]


_SECTIONS: dict[str, TypeAdapter[Any]] = {
    "chat": TypeAdapter(_Chat),
    "ratings": TypeAdapter(_Ratings),
    "groups": TypeAdapter(
        Annotated[
            dict[_Text, Annotated[dict[_Text, _Texts], Limited(max_length=_MOST)]],
            Limited(max_length=_MOST),
        ]
    ),
    "words": TypeAdapter(Annotated[dict[_Text, _Text], Limited(max_length=_MOST)]),
}


def read_profile(folder: Path, *, links_anywhere: bool = False) -> tuple[Profile, list[str]]:
    """What ``parity.toml`` says of the corpus, and a sentence for each part that was left out.

    A link that leads out of the folder is left out, unless ``links_anywhere``.
    """
    path = folder / PROFILE_FILE
    if not os.path.lexists(path):
        return NO_PROFILE, []
    try:
        content = read_toml(path, links_anywhere=links_anywhere)
    except ValueError as error:
        return NO_PROFILE, [f"{path.name} {error}; it is left out."]
    sections: dict[str, Any] = {}
    faults: list[str] = []
    for name, section in content.items():
        try:
            sections[name] = _checked(name, section)
        except ValueError as error:
            faults.append(f"{path.name}: {error}; the section is left out.")
    return _profile(sections), faults


def _checked(name: str, section: object) -> Any:
    """A section as it is to be; raises ValueError with what is wrong."""
    if name not in _SECTIONS:
        known = ", ".join(f"[{known}]" for known in _SECTIONS)
        raise ValueError(f"there is no section [{brief(name)}], known are {known}")
    try:
        return _SECTIONS[name].validate_python(section)
    except ValidationError as error:
        _, place, why = first_fault(error)
        where = f"[{name}], {place}" if place else f"[{name}]"
        raise ValueError(f"in {where}: {why}") from None


def _profile(sections: dict[str, Any]) -> Profile:
    chat = sections.get("chat", _Chat())
    ratings = sections.get("ratings")
    groups = sections.get("groups", {})
    return Profile(
        chat.introduction or "",
        tuple(chat.suggestions),
        tuple(value.lower() for value in ratings.scale) if ratings else (),
        tuple(
            ExclusiveSet(name, tuple(Member(m, tuple(words)) for m, words in members.items()))
            for name, members in groups.items()
        ),
        tuple((everyday.lower(), theirs) for everyday, theirs in sections.get("words", {}).items()),
    )
