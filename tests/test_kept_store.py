"""Conversations on disk: found by their visitor alone, never half written, never lost unsaid."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Outcome
from assistant.kept import store as store_module
from assistant.kept.answers import as_kept
from assistant.kept.conversation import FORMAT, Conversation, KeptError
from assistant.kept.store import Store
from assistant.kept.turn import Turn, new_name
from kept_answers import answer, turn

ANN, BOB = new_name(), new_name()
DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "conversations", 30)


def begun(store: Store, *questions: str, visitor: str = ANN) -> str:
    """A conversation of these questions; its name."""
    name = new_name()
    for at, question in enumerate(questions or ("One?",)):
        assert store.add(visitor, name, turn(question), None if at else ())
    return name


def file_of(tmp_path: Path, name: str) -> Path:
    (found,) = tmp_path.glob(f"conversations/*/{name}.jsonl")
    return found


def age(file: Path, days: float) -> None:
    moment = time.time() - days * DAY
    os.utime(file, (moment, moment))


def test_a_conversation_is_read_again_turn_by_turn(store: Store) -> None:
    name = new_name()
    turns = [turn("One?"), turn("Two?", Outcome.NOT_IN_DOCUMENTS)]
    assert store.add(ANN, name, turns[0], ())
    assert store.add(ANN, name, turns[1])
    found = store.read(ANN, name)
    assert list(found.turns) == [as_kept(of) for of in turns]
    assert (found.header.title, found.own) == ("One?", True)


def test_a_second_try_stands_in_the_place_of_the_first(store: Store) -> None:
    name = begun(store, "One?", "Two?")
    first = store.read(ANN, name).turns[0]
    store.add(ANN, name, replace(turn("Which one?"), id=first.id))
    assert [of.question for of in store.read(ANN, name).turns] == ["Which one?", "Two?"]


def test_nothing_of_another_visitor_s_is_seen(store: Store) -> None:
    name = begun(store, "Ann's?")
    assert store.all_of(BOB) == []
    assert store.stamp(BOB, name) == 0
    assert not store.add(BOB, name, turn("Bob's?"))
    for change in (
        lambda: store.read(BOB, name),
        lambda: store.rename(BOB, name, "Mine"),
        lambda: store.share(BOB, name, True),
    ):
        with pytest.raises(KeptError, match="no such conversation"):
            change()
    store.delete(BOB, name)
    assert [of.question for of in store.read(ANN, name).turns] == ["Ann's?"]
    assert store.read(ANN, name).header.title == "Ann's?"


def test_what_never_was_and_what_is_another_s_are_told_in_the_same_words(store: Store) -> None:
    said = set()
    for name in (begun(store), new_name(), "x", ""):
        with pytest.raises(KeptError) as refused:
            store.read(BOB, name)
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_shared_conversation_is_read_by_whoever_has_its_name_and_changed_by_nobody_else(
    store: Store,
) -> None:
    name = begun(store, "Ann's?")
    store.share(ANN, name, True)
    found = store.read(BOB, name)
    assert (found.own, [of.question for of in found.turns]) == (False, ["Ann's?"])
    assert store.all_of(BOB) == []
    assert not store.add(BOB, name, turn("Bob's?"))
    store.delete(BOB, name)
    store.share(ANN, name, False)
    with pytest.raises(KeptError, match="no such conversation"):
        store.read(BOB, name)


@pytest.mark.parametrize(
    "name",
    [
        "../../secret",
        "/etc/passwd",
        "a" * 31,
        "A" * 32,
        "g" * 32,
        f"{'a' * 32}/../x",
        f"{'a' * 31}\n",
        f"{'a' * 31}\0",
        "*" * 32,
        "١" * 32,
        "",
        ".",
    ],
)
def test_no_name_leads_out_of_the_folder(store: Store, tmp_path: Path, name: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: store.read(ANN, name),
        lambda: store.add(ANN, name, turn(), ()),
        lambda: store.stamp(ANN, name),
        lambda: store.rename(ANN, name, "x"),
        lambda: store.share(ANN, name, True),
        lambda: store.delete(ANN, name),
    ]
    for call in calls:
        with pytest.raises(KeptError, match="no such conversation"):
            call()
    assert list(tmp_path.rglob("*")) == []


def test_a_visitor_s_name_is_not_on_the_disk(store: Store, tmp_path: Path) -> None:
    begun(store, visitor=ANN)
    begun(store, visitor="account ../../x")
    for path in tmp_path.rglob("*"):
        assert ANN not in str(path)
        assert ".." not in str(path.relative_to(tmp_path))
        assert path.is_dir() or ANN not in path.read_text("utf-8")


def test_only_whoever_runs_parity_can_read_the_files(store: Store, tmp_path: Path) -> None:
    file = file_of(tmp_path, begun(store))
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    assert file.parent.parent.stat().st_mode & 0o077 == 0


def test_words_in_distress_are_never_on_the_disk(store: Store, tmp_path: Path) -> None:
    private = replace(turn("I want to die"), private=True)
    name = new_name()
    assert not store.add(ANN, name, private, ())
    assert list(tmp_path.rglob("*.jsonl")) == []
    assert store.add(ANN, name, turn("How did beds grow?"), [private])
    assert store.add(ANN, name, turn("And staff?"))
    assert not store.add(ANN, name, private)
    for path in tmp_path.rglob("*.*"):
        assert b"want to die" not in path.read_bytes()
    assert store.read(ANN, name).header.title == "How did beds grow?"


def test_a_question_that_failed_is_not_written(store: Store) -> None:
    assert not store.add(ANN, new_name(), Turn("One?", failure="It is too long."), ())


def test_with_no_days_nothing_is_written_and_what_was_is_removed(tmp_path: Path) -> None:
    name = begun(Store(tmp_path / "conversations", 30))
    none = Store(tmp_path / "conversations", 0)
    assert not none.add(ANN, new_name(), turn(), ())
    assert none.all_of(ANN) == []
    with pytest.raises(KeptError):
        none.read(ANN, name)
    none.tidy()
    assert list(tmp_path.rglob("*.jsonl")) == []


def test_a_conversation_goes_when_its_days_have_passed_and_not_before(
    store: Store, tmp_path: Path
) -> None:
    old, young = begun(store, "Old?"), begun(store, "Young?")
    age(file_of(tmp_path, old), 30.1)
    age(file_of(tmp_path, young), 29.9)
    assert [listed.name for listed in store.all_of(ANN)] == [young]
    with pytest.raises(KeptError, match="its days have passed"):
        store.read(ANN, old)
    assert not store.add(ANN, old, turn("More?"))
    store.tidy()
    assert [file.stem for file in tmp_path.rglob("*.jsonl")] == [young]


def test_the_list_has_the_newest_first_and_a_new_name_does_not_change_the_rest(
    store: Store, tmp_path: Path
) -> None:
    first, second = begun(store, "First?"), begun(store, "Second?")
    age(file_of(tmp_path, first), 2)
    age(file_of(tmp_path, second), 1)
    assert [listed.name for listed in store.all_of(ANN)] == [second, first]
    store.rename(ANN, first, "  For the board,\n call 0161 496 0000 ")
    listed = store.all_of(ANN)[0]
    assert listed.header
    assert listed.header.title == "For the board, call [telephone number]"
    assert [of.question for of in store.read(ANN, first).turns] == ["First?"]


def test_what_is_deleted_is_gone_and_does_not_come_back(store: Store, tmp_path: Path) -> None:
    name = begun(store)
    store.delete(ANN, name)
    assert not store.add(ANN, name, turn("Answered meanwhile?"))
    assert list(tmp_path.rglob("*.jsonl")) == []
    store.tidy()
    assert [path for path in tmp_path.glob("conversations/*") if path.is_dir()] == []


def damages() -> dict[str, Callable[[bytes], bytes]]:
    return {
        "empty": lambda _: b"",
        "cut in the middle": lambda text: text[: len(text) // 2],
        "without its header": lambda text: text.split(b"\n", 1)[1],
        "a list": lambda text: b"[]\n" + text,
        "no JSON": lambda text: b"{" + text,
        "no letters": lambda text: text.replace(b"staff", b"\xff\xfe"),
        "deep": lambda text: b"[" * 100_000 + text,
        "a turn without its question": lambda text: text.replace(b'"question"', b'"query"'),
        "an outcome that there is not": lambda text: text.replace(b'"answered"', b'"guessed"'),
        "a number for a text": lambda text: re.sub(rb'"asked": "[^"]*"', b'"asked": 5', text),
        "a format that is no number": lambda text: text.replace(b'"format": 2', b'"format": "a"'),
        "null": lambda _: b"null\n",
    }


@pytest.mark.parametrize("damage", damages())
def test_a_damaged_file_gives_a_sentence_and_stays(
    store: Store, tmp_path: Path, damage: str
) -> None:
    name = begun(store, "How did staff grow?")
    file = file_of(tmp_path, name)
    file.write_bytes(damages()[damage](file.read_bytes()))
    before = file.read_bytes()
    for call in (
        lambda: store.read(ANN, name),
        lambda: store.add(ANN, name, turn("More?")),
        lambda: store.rename(ANN, name, "x"),
    ):
        with pytest.raises(KeptError, match=r"damaged.*left as it is"):
            call()
    assert [listed.name for listed in store.all_of(ANN)] == [name]
    store.tidy()
    assert file.read_bytes() == before
    store.delete(ANN, name)
    assert not file.exists()


def test_a_file_of_a_newer_parity_gives_a_sentence_and_stays(store: Store, tmp_path: Path) -> None:
    name = begun(store)
    file = file_of(tmp_path, name)
    header, *turns = file.read_text("utf-8").split("\n")
    newer = json.dumps({**json.loads(header), "format": FORMAT + 1, "new": 1})
    file.write_text("\n".join([newer, *turns]), encoding="utf-8")
    before = file.read_bytes()
    for call in (lambda: store.read(ANN, name), lambda: store.add(ANN, name, turn("More?"))):
        with pytest.raises(KeptError, match="newer Parity"):
            call()
    assert file.read_bytes() == before


def test_a_write_that_fails_leaves_what_was_there_and_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = begun(store)
    before = file_of(tmp_path, name).read_bytes()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeptError, match="could not be written down"):
        store.add(ANN, name, turn("More?"))
    assert file_of(tmp_path, name).read_bytes() == before
    monkeypatch.undo()
    assert store.add(ANN, name, turn("More?"))


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "conversations").write_text("a file")
    with pytest.raises(KeptError, match="PARITY_KEPT_DIR"):
        Store(tmp_path / "conversations", 30).add(ANN, new_name(), turn(), ())


def test_what_a_killed_process_left_half_written_is_removed_the_next_day(
    store: Store, tmp_path: Path
) -> None:
    name = begun(store)
    half = file_of(tmp_path, name).with_suffix(".half")
    half.write_text("{")
    store.tidy()
    assert half.exists()
    age(half, 1.1)
    store.tidy()
    assert not half.exists()
    assert store.read(ANN, name)


def test_a_visitor_s_oldest_conversation_makes_room(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_OF_ONE", 3)
    names = []
    for days in (3, 2, 1, 0):
        names.append(begun(store))
        age(file_of(tmp_path, names[-1]), days)
    other = begun(store, visitor=BOB)
    assert [listed.name for listed in store.all_of(ANN)] == names[:0:-1]
    assert [listed.name for listed in store.all_of(BOB)] == [other]


def test_a_conversation_that_is_full_says_so_and_keeps_what_it_has(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = begun(store, "One?", "Two?")
    monkeypatch.setattr(store_module, "MOST_KEPT_TURNS", 2)
    with pytest.raises(KeptError, match="begin a new one"):
        store.add(ANN, name, turn("Three?"))
    monkeypatch.undo()
    monkeypatch.setattr(store_module, "MOST_BYTES", 100)
    with pytest.raises(KeptError, match="begin a new one"):
        store.add(ANN, name, turn("Three?"))
    assert [of.question for of in store.read(ANN, name).turns] == ["One?", "Two?"]


def test_the_oldest_of_all_go_where_there_is_too_much(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, young = begun(store, visitor=ANN), begun(store, visitor=BOB)
    age(file_of(tmp_path, old), 2)
    size = file_of(tmp_path, young).stat().st_size
    monkeypatch.setattr(store_module, "MOST_IN_ALL", size + 10)
    store.tidy()
    assert [file.stem for file in tmp_path.rglob("*.jsonl")] == [young]


def test_what_two_windows_write_at_once_is_all_there(store: Store) -> None:
    name = begun(store, "First?")
    with ThreadPoolExecutor(8) as threads:
        written = threads.map(lambda n: store.add(ANN, name, turn(f"{n}?")), range(24))
        assert all(written)
    questions = [of.question for of in store.read(ANN, name).turns]
    assert sorted(questions) == sorted(["First?", *(f"{n}?" for n in range(24))])


def test_an_answer_with_help_is_not_written_even_if_nobody_called_it_private(store: Store) -> None:
    helped = replace(turn(), answer=replace(answer(), help="Call 999."))
    name = begun(store)
    assert not store.add(ANN, new_name(), helped, ())
    assert not store.add(ANN, name, helped)
    assert store.add(ANN, name, turn("Two?"), [helped])
    assert [of.question for of in store.read(ANN, name).turns] == ["Two?"]


def test_a_turn_that_was_not_on_disk_stands_where_the_page_has_it(store: Store) -> None:
    failed = Turn("Two?", failure="It is too long.")
    one, three = turn("One?"), turn("Three?")
    name = new_name()
    assert store.add(ANN, name, one, ())
    assert store.add(ANN, name, three)
    again = replace(turn("Two?"), id=failed.id)
    assert store.add(ANN, name, again, before=[one])
    assert [of.question for of in store.read(ANN, name).turns] == ["One?", "Two?", "Three?"]
    first = turn("Zero?")
    assert store.add(ANN, name, first, before=[replace(turn("I want to die"), private=True)])
    assert [of.question for of in store.read(ANN, name).turns][:2] == ["Zero?", "One?"]


def test_a_change_that_fails_says_that_all_is_as_it_was(store: Store, tmp_path: Path) -> None:
    name = begun(store)
    without_lock(tmp_path)
    calls: list[Callable[[], object]] = [
        lambda: store.rename(ANN, name, "Other"),
        lambda: store.share(ANN, name, True),
        lambda: store.delete(ANN, name),
    ]
    for call in calls:
        with pytest.raises(KeptError, match="could not be changed; it is as it was"):
            call()
    with pytest.raises(KeptError, match=r"answer could not be written .* before stays"):
        store.add(ANN, name, turn("More?"))
    found = store.read(ANN, name)
    assert (found.header.title, found.header.shared, len(found.turns)) == ("One?", False, 1)


def without_lock(tmp_path: Path) -> None:
    """Have the lock of all conversations refused, as on a disk that can only be read."""
    lock = tmp_path / "conversations" / "lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()


def test_what_cannot_be_touched_keeps_nothing_else_from_being_tidied(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    old, young = begun(store), begun(store, visitor=BOB)
    age(file_of(tmp_path, old), 31)
    stuck = file_of(tmp_path, old).with_stem("0" * 32)
    (stuck / "inside").mkdir(parents=True)
    age(stuck, 31)
    sealed, empty = tmp_path / "conversations" / "sealed", tmp_path / "conversations" / "zero"
    sealed.mkdir()
    empty.mkdir()
    iterdir = Path.iterdir

    def read(folder: Path) -> Iterator[Path]:
        if folder == sealed:
            raise PermissionError(f"Permission denied: {folder}")
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", read)
    store.tidy()
    assert {file.stem for file in tmp_path.rglob("*.jsonl")} == {stuck.stem, young}
    assert not empty.exists()
    assert str(stuck) in caplog.text
    assert "sealed" in caplog.text


def test_a_folder_whose_lock_cannot_be_had_is_left_as_it_is(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = begun(store)
    age(file_of(tmp_path, name), 31)
    without_lock(tmp_path)
    store.tidy()
    assert file_of(tmp_path, name).exists()
    assert "were not tidied" in caplog.text


def test_a_file_that_cannot_make_room_takes_nothing_from_the_new_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_OF_ONE", 1)
    first = begun(store)
    age(file_of(tmp_path, first), 1)
    unlink = Path.unlink

    def stuck(path: Path, missing_ok: bool = False) -> None:
        if path.stem == first:
            raise PermissionError("Read-only")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    assert store.add(ANN, new_name(), turn("Two?"), ())


def test_a_folder_that_is_being_written_to_is_not_tidied_away(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(store, visitor=BOB)
    monkeypatch.setattr(store_module, "_LOCK_SECONDS", 0.1)
    write = Store._write

    def tidied(of: Store, file: Path, conversation: Conversation) -> None:
        with ThreadPoolExecutor(1) as other:
            other.submit(Store(tmp_path / "conversations", 30).tidy).result()
        write(of, file, conversation)

    monkeypatch.setattr(Store, "_write", tidied)
    assert store.add(ANN, new_name(), turn("One?"), ())


def test_a_damaged_file_of_another_s_is_told_as_one_that_never_was(
    store: Store, tmp_path: Path
) -> None:
    name = begun(store)
    file_of(tmp_path, name).write_text("{", encoding="utf-8")
    with pytest.raises(KeptError, match="no such conversation"):
        store.read(BOB, name)


def test_an_answer_in_other_words_than_it_was_given_in_is_damage(
    store: Store, tmp_path: Path
) -> None:
    name = begun(store, "One?")
    file = file_of(tmp_path, name)
    header, line = file.read_text(encoding="utf-8").splitlines()
    figures = [at for at, sign in enumerate(line) if sign.isdecimal()]
    assert len(figures) > 20
    for at in figures[::5]:
        other = str((int(line[at]) + 1) % 10)
        file.write_text(f"{header}\n{line[:at]}{other}{line[at + 1 :]}\n", encoding="utf-8")
        with pytest.raises(KeptError, match="damaged"):
            store.read(ANN, name)


def test_a_conversation_of_the_format_before_is_read_and_goes_on_in_this_one(
    store: Store, tmp_path: Path
) -> None:
    name = begun(store, "One?")
    whole = store.read(ANN, name)
    file = file_of(tmp_path, name)
    header, line = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    before = [{**header, "format": 1}, line["turn"]]
    file.write_text("".join(f"{json.dumps(of)}\n" for of in before), encoding="utf-8")
    assert store.read(ANN, name).turns == whole.turns
    store.rename(ANN, name, "Two")
    assert store.read(ANN, name).turns == whole.turns
    assert [json.loads(of).get("format") for of in file.read_text("utf-8").splitlines()] == [
        2,
        None,
    ]
