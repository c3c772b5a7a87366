"""A damaged index says so or answers as before, whatever was done to whichever file of it."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.desk.desk import Desk
from assistant.library.library import Library
from assistant.settings import PROJECT
from builders import RememberingEncoder, write_corpus
from ingest.errors import ParityError
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.indexing.pointer import generations
from ingest.sync import ingest

PLAN = """\
1. The Fens Trust (FT) has 420 beds in 12 wards, and 37 of them are empty.
2. We will open 24 beds for young people in Ely by March 2025.
3. In 2023/24 the Trust spent £18 million on crisis care. Waits fell to 19 days.
4. Of the 1,205 calls in May, 95% were answered within 4 hours.
"""
REPORT = """\
1. The commitment to open 24 beds was not met; 16 were open in March 2025.
2. Calls were answered within 4 hours in 61% of cases, fewer than FT had planned.
"""
EDITIONS: tuple[dict[str, str | bytes], ...] = (
    {"plan.txt": PLAN, "report.txt": REPORT},
    {"plan.txt": PLAN.replace("420", "430").replace("95%", "85%"), "report.txt": REPORT + "3. No."},
)
QUESTIONS = (
    "How many beds does the Trust have?",
    "How much was spent on crisis care?",
    "What share of calls was answered within 4 hours?",
    "Which commitments are due by 2025?",
    "Which paragraphs mention calls?",
)
SENTENCE = re.compile(r"[^\n;]+; run 'parity ingest' to make it( anew)?\.")


def flipped(place: Callable[[int], int]) -> Callable[[Path, Path], object]:
    """One bit of the byte at this place of a file of so many bytes."""

    def flip(file: Path, _: Path) -> None:
        whole = bytearray(file.read_bytes())
        if whole:
            whole[place(len(whole))] ^= 1 << len(whole) % 8
        file.write_bytes(whole)

    return flip


def removed(file: Path, _: Path) -> None:
    file.unlink()


def a_folder(file: Path, _: Path) -> None:
    """But for the pointer: who gave Parity a folder that has one of that name keeps it."""
    if file.name != "current":
        file.unlink()
        file.mkdir()


def a_link_to_nothing(file: Path, _: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("nowhere"))


def of_the_other(file: Path, other: Path) -> None:
    """The other edition's file of that name and that folder, but where Chroma names the folder."""
    found = [path for path in other.rglob(file.name) if path.is_file()]
    beside = [path for path in found if path.parent.name == file.parent.name]
    (same,) = beside or found
    shutil.copyfile(same, file)


CHANCE = random.Random(20261130)
DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "first byte": flipped(lambda size: 0),
    "a byte in the middle": flipped(lambda size: size // 2),
    "last byte": flipped(lambda size: size - 1),
    "any byte": flipped(CHANCE.randrange),
    "any other byte": flipped(CHANCE.randrange),
    "other bytes": lambda file, _: file.write_bytes(CHANCE.randbytes(file.stat().st_size)),
    "zeros": lambda file, _: file.write_bytes(bytes(file.stat().st_size)),
    "empty": lambda file, _: file.write_bytes(b""),
    "half": lambda file, _: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "without its last byte": lambda file, _: file.write_bytes(file.read_bytes()[:-1]),
    "grown": lambda file, _: file.write_bytes(file.read_bytes() + b"\0"),
    "twice": lambda file, _: file.write_bytes(file.read_bytes() * 2),
    "removed": removed,
    "a folder": a_folder,
    "a link to nothing": a_link_to_nothing,
    "of another index": of_the_other,
}


@pytest.fixture(scope="module")
def remembering(encoder: Encoder) -> RememberingEncoder:
    return RememberingEncoder(encoder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, remembering: RememberingEncoder) -> Path:
    """A folder with two editions of a small corpus, "0" and "1", and an index of each."""
    folder = tmp_path_factory.mktemp("editions")
    for name, files in enumerate(EDITIONS):
        corpus = write_corpus(folder / str(name) / "corpus", files)
        ingest(corpus, folder / str(name) / "index", remembering)
    return folder


def files_of(index: Path) -> Iterator[Path]:
    """Every file of an index, the pointer among them, but for the lock, which says nothing."""
    yield from (p for p in sorted(index.rglob("*")) if p.is_file() and p.name != "ingest.lock")


def answers(index: Path, encoder: Encoder) -> list[object]:
    """All that is said of some questions, by each of the ways that an index is read."""
    library = Library.of(open_index(index, encoder), encoder)
    assistant = Assistant(library, threshold=0.0)
    said: list[Answer] = [assistant.ask(question) for question in QUESTIONS]
    return [*said, Desk(library).wording("answered within 4 hours"), library.register]


def answers_or_sentence(index: Path, encoder: Encoder) -> list[object] | str:
    """The answers, or the one sentence that says why there are none."""
    try:
        return answers(index, encoder)
    except ParityError as error:
        return str(error)


def test_the_two_editions_say_different_things(made: Path, remembering: RememberingEncoder) -> None:
    of_each = [answers(made / name / "index", remembering) for name in ("0", "1")]
    assert of_each[0] == answers(made / "0" / "index", remembering)
    assert "420" in str(of_each[0][0])
    assert "430" in str(of_each[1][0])


def test_asking_leaves_every_file_as_it_was(made: Path, remembering: RememberingEncoder) -> None:
    before = {path: path.read_bytes() for path in (made / "0").rglob("*") if path.is_file()}
    answers(made / "0" / "index", remembering)
    assert before == {p: p.read_bytes() for p in (made / "0").rglob("*") if p.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told_or_changes_nothing_and_the_next_ingest_heals_it(
    damage: str, made: Path, remembering: RememberingEncoder, tmp_path: Path
) -> None:
    expected = answers(made / "0" / "index", remembering)
    index, told = tmp_path / "index", 0
    names = [path.relative_to(made / "0" / "index") for path in files_of(made / "0" / "index")]
    assert len(names) > 20
    for name in names:
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(made / "0" / "index", index)
        DAMAGES[damage](index / name, made / "1" / "index")
        found = answers_or_sentence(index, remembering)
        assert found == expected or SENTENCE.fullmatch(str(found)), name
        told += found != expected
        ingest(made / "0" / "corpus", index, remembering)
        assert answers(index, remembering) == expected, name
    assert told > len(names) / 2


UNDER_A_READER = """
import json, os, sys
from pathlib import Path
from assistant.ask import Assistant
from assistant.desk.desk import Desk
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.errors import ParityError

index, questions = Path(sys.argv[1]), json.loads(sys.argv[2])
library = Library.open(Settings(index_dir=index))
assistant, desk = Assistant(library, threshold=0.0), Desk(library)
started = sys.argv[3] == "after a question" and assistant.ask(questions[0])
mapped = {line.split(None, 5)[-1].strip() for line in open("/proc/self/maps") if "/" in line}
for file in sorted(index.rglob("*")):
    if file.is_file():
        os.truncate(file, file.stat().st_size // 2)
for ask in [*(lambda q=q: assistant.ask(q).text for q in questions),
            lambda: desk.wording("answered within 4 hours").places, lambda: library.register]:
    try:
        print(json.dumps(["said", repr(ask())]))
    except ParityError as error:
        print(json.dumps(["told", str(error)]))
print(json.dumps(["mapped", sorted(mapped)]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before a question", "after a question"])
def test_files_that_are_cut_short_under_an_open_chat_end_nothing(
    when: str, made: Path, tmp_path: Path
) -> None:
    index = shutil.copytree(made / "0" / "index", tmp_path / "index")
    whole = tmp_path / "whole"
    shutil.copytree(made / "0" / "index", whole)
    ran = subprocess.run(
        [sys.executable, "-c", UNDER_A_READER, str(index), json.dumps(QUESTIONS), when],
        capture_output=True, text=True, cwd=PROJECT, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    *said, (_, mapped) = map(json.loads, ran.stdout.splitlines())
    assert len(said) == len(QUESTIONS) + 2
    assert all(SENTENCE.fullmatch(text) for kind, text in said if kind == "told")
    assert "420" in said[0][1] or said[0][0] == "told"
    assert not [path for path in mapped if path.startswith(str(index))]
    assert not [path for path in mapped if path.endswith((".safetensors", ".onnx", ".json"))]
    assert len(generations(index)) == 1
