"""What the owner of a corpus says of it is read, checked and kept; what is wrong is left out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from builders import WordEncoder, write_corpus
from ingest.corpus import read_corpus
from ingest.indexing.texts import open_texts
from ingest.profile import NO_PROFILE, ExclusiveSet, Member, Profile
from ingest.profile_file import read_profile
from ingest.sync import ingest

PLAN = "1. We will open ten wards.\n2. Beds close.\n3. A home is near.\n"
WHOLE = """\
[chat]
introduction = "Ask about Leeds."
suggestions = ["Is it old?", "Why?"]

[ratings]
scale = ["Green", "Amber", "Red"]

[groups.season]
winter = ["winter", "the cold months"]
summer = ["summer"]

[words]
Loo = "lavatory"
"""
READ = Profile(
    "Ask about Leeds.",
    ("Is it old?", "Why?"),
    ("green", "amber", "red"),
    (
        ExclusiveSet(
            "season",
            (Member("winter", ("winter", "the cold months")), Member("summer", ("summer",))),
        ),
    ),
    (("loo", "lavatory"),),
)


def read(tmp_path: Path, content: str | bytes) -> tuple[Profile, list[str]]:
    return read_profile(write_corpus(tmp_path, {"parity.toml": content}))


def test_all_that_the_file_says_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE) == (READ, [])


def test_a_corpus_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert read_profile(tmp_path) == (NO_PROFILE, [])
    assert read(tmp_path, "") == (NO_PROFILE, [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('[chat]\nsuggestions = "Why?"', "in [chat], suggestions: input should be a valid list"),
        ('[chat]\nsuggestions = ["Why?", "why?"]', "the same words stand there twice"),
        ('[chat]\nsuggestions = [""]', "in [chat], suggestions 1: string should have at least 1"),
        ('[chat]\ncolour = "red"', "in [chat], colour: extra inputs are not permitted"),
        ("[chat]\nintroduction = 5", "in [chat], introduction: input should be a valid string"),
        ('[ratings]\nscale = ["good"]', "in [ratings], scale: list should have at least 2"),
        ('[ratings]\nscale = ["good", "Good"]', "the same words stand there twice"),
        ("[ratings]", "in [ratings], scale: field required"),
        ('[groups]\nage = ["old"]', "in [groups], age: input should be a valid dictionary"),
        ("[groups.age]\nold = []", "in [groups], age old: list should have at least 1"),
        ("[words]\nloo = 5", "in [words], loo: input should be a valid string"),
        ("words = 5", "in [words]: input should be a valid dictionary"),
        ("[colours]\nred = 1", "there is no section [colours], known are [chat], [ratings], "),
    ],
)
def test_a_section_that_is_wrong_is_named_in_one_sentence_and_the_others_count(
    tmp_path: Path, content: str, why: str
) -> None:
    right = '\n[words]\nloo = "lavatory"' if "words" not in content else "\n[chat]"
    profile, (fault,) = read(tmp_path, content + right)
    assert fault.startswith("parity.toml: ")
    assert why in fault
    assert fault.endswith("; the section is left out.")
    assert "\n" not in fault
    assert profile.words == (() if "words" in content else (("loo", "lavatory"),))


@pytest.mark.parametrize(
    "content",
    [
        "[chat",
        b"\xff\xfe\x00",
        "a = 1\na = 2",
        "a = " + "[" * 3_000,
        "a = " + "9" * 4_500,
    ],
)
def test_a_file_that_is_no_toml_is_left_out_with_one_sentence(
    tmp_path: Path, content: str | bytes
) -> None:
    profile, (fault,) = read(tmp_path, content)
    assert profile == NO_PROFILE
    assert fault.startswith("parity.toml is not valid TOML: ")
    assert fault.endswith("; it is left out.")
    assert len(fault) < 300


@pytest.mark.parametrize("made", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_file_of_that_name_is_left_out(
    tmp_path: Path, made: Callable[[Path], None]
) -> None:
    made(tmp_path / "parity.toml")
    profile, (fault,) = read_profile(tmp_path)
    assert profile == NO_PROFILE
    assert "cannot be read" in fault


@pytest.mark.parametrize(
    "content",
    [
        "[words]\n" + "".join(f'w{at} = "beds"\n' for at in range(1_001)),
        "[groups.age]\nold = [" + "".join(f'"w{at}", ' for at in range(1_001)) + "]\n",
        "[ratings]\nscale = [" + "".join(f'"w{at}", ' for at in range(1_001)) + "]\n",
        '["' + "s" * 900 + '"]\na = 1\n',
        "[words]\nloo = " + "{a = " * 50 + "1" + "}" * 50 + "\n",
    ],
)
def test_a_section_of_too_much_is_left_out(tmp_path: Path, content: str) -> None:
    profile, (fault,) = read(tmp_path, content.replace(", ", ",\n"))
    assert profile == NO_PROFILE
    assert fault.endswith("; the section is left out.")
    assert len(fault) < 400


def test_the_documents_are_ingested_whatever_the_file_says(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"plan.txt": PLAN, "parity.toml": "[chat]\nsuggestions = 5"})
    corpus = read_corpus(tmp_path)
    assert len(corpus.paragraphs) == 3
    assert [document.id for document in corpus.documents] == ["plan"]
    assert not corpus.unread
    assert "in [chat], suggestions" in corpus.warnings[0]


def test_the_index_keeps_it_and_a_change_of_it_embeds_nothing(tmp_path: Path) -> None:
    def ingested(profile: str) -> int:
        write_corpus(tmp_path / "corpus", {"plan.txt": PLAN, "parity.toml": profile})
        report = ingest(tmp_path / "corpus", tmp_path / "index", WordEncoder())
        return report.changes.embedded

    assert ingested(WHOLE) == 3
    assert open_texts(tmp_path / "index").manifest.profile == READ
    assert ingested('[chat]\nintroduction = "Ask."') == 0
    assert open_texts(tmp_path / "index").manifest.profile == Profile("Ask.")


def test_the_file_of_the_home_corpus_is_right() -> None:
    profile, faults = read_profile(PROJECT / "corpus")
    assert not faults
    assert profile.introduction
    assert profile.suggestions
