"""A corpus folder that cannot be used is refused in one sentence that names the fault."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builders import REAL_CORPUS, write_corpus
from ingest.corpus import read_corpus
from ingest.errors import CorpusError
from ingest.profile import NO_PROFILE
from ingest.profile_file import read_profile
from ingest.reading.formats import Format, format_of
from ingest.sources import SOURCES_FILE, Source, read_sources

TEXT = "It is here."


def entry(**fields: str) -> str:
    lines = {"id": '"plan"', "file": '"plan.txt"', **fields}
    return "[[document]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def listed(folder: Path, sources: str | bytes) -> list[Source]:
    return read_sources(write_corpus(folder, {"plan.txt": TEXT, SOURCES_FILE: sources}))


def refusal(folder: Path) -> str:
    """The sentence with which the folder is refused, after checking that it is one sentence."""
    with pytest.raises(CorpusError) as refused:
        read_sources(folder)
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert str(folder) in message
    return message


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        ("[[document]\n", "sources.toml is not valid TOML"),
        ('title = "My corpus"\n', r"may hold \[\[document\]\] tables only"),
        ("[document]\n" + entry().partition("\n")[2], r"may hold \[\[document\]\] tables only"),
        ("document = [1, 2]\n", r"may hold \[\[document\]\] tables only"),
        (entry() + 'id = "b"\n', "sources.toml is not valid TOML: Cannot overwrite a value"),
        (entry(date="2021-13-45"), "sources.toml is not valid TOML: "),
        (entry(date="2021-02-31"), "sources.toml is not valid TOML: Invalid date"),
        (entry(title='"a\0b"'), "sources.toml is not valid TOML: Illegal character"),
        ("a = " + "[" * 3_000, "sources.toml is not valid TOML: it is nested too deeply"),
        ("a = " + "{a = " * 900, "sources.toml is not valid TOML: it is nested too deeply"),
        ("a = " + "9" * 4_500, "sources.toml is not valid TOML: "),
        ("a." * 5_000 + "a = 1", "has more than 5,000 letters in line 1; shorten it"),
        ("a." * 2_000 + "a = 1", "has more than 100 full stops in line 1; take some out"),
        ("\n[" + "a . " * 101 + "a]", "has more than 100 full stops in line 2; take some out"),
        (
            "a = {" + "'b'." * 101 + "c = 1}",
            "has more than 100 full stops in line 1; take some out",
        ),
        ("# " + "a" * 99 + "\n" + ("#" * 99 + "\n") * 10_000, "has more than 1 MB; shorten it"),
        ('"' + "a" * 3_000 + '" = 1\n', r"may hold \[\[document\]\] tables only"),
    ],
)
def test_a_sources_toml_that_cannot_be_read_is_refused_whole(
    tmp_path: Path, sources: str, complaint: str
) -> None:
    write_corpus(tmp_path / "corpus", {"plan.txt": TEXT, SOURCES_FILE: sources})
    with pytest.raises(CorpusError, match=complaint):
        read_sources(tmp_path / "corpus")
    assert len(refusal(tmp_path / "corpus")) < 400


def test_leaders_of_a_table_of_contents_are_no_steps_of_a_key(tmp_path: Path) -> None:
    (source,) = listed(tmp_path, entry(starts_at=f'"Foreword {"." * 180} 3"'))
    assert source.starts_at.endswith(". 3")


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "link"])
def test_a_sources_toml_that_is_no_file_is_refused_and_not_waited_for(
    tmp_path: Path, kind: str
) -> None:
    path = write_corpus(tmp_path, {"plan.txt": TEXT}) / SOURCES_FILE
    odd_file(path, kind)
    assert "sources.toml cannot be read: " in refusal(tmp_path)


def odd_file(path: Path, kind: str) -> None:
    """Put something there that is listed like a file and is none."""
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path.name)
    elif kind == "link":
        path.symlink_to("gone.txt")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound, chdir(path.parent):
            bound.bind(path.name)
    elif kind == "device":
        os.mknod(path, stat.S_IFCHR | 0o644, os.makedev(1, 5))  # /dev/zero, which has no end
    elif kind == "corpus":
        path.symlink_to(".")


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "link", "socket", "device", "corpus"])
@pytest.mark.parametrize("given", ["", 'format = "text"\n'])
def test_what_is_no_file_is_told_and_the_rest_is_read(
    tmp_path: Path, kind: str, given: str
) -> None:
    sources = entry(id='"odd"', file='"odd.txt"') + given if given else ""
    write_corpus(tmp_path, {"plan.txt": TEXT, SOURCES_FILE: sources})
    if kind == "device" and os.geteuid():
        pytest.skip("only root makes devices")
    odd_file(tmp_path / "odd.txt", kind)
    corpus = read_corpus(tmp_path)
    assert [document.id for document in corpus.documents] == ["plan"]
    (unread,) = corpus.unread
    assert unread.why.startswith("odd.txt ")
    assert "; " in unread.why


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        (entry(author='"HEE"'), "document 1: unknown field 'author'; known are date, "),
        (entry(id='""'), "document 1: the field 'id' is missing"),
        (entry(file='""'), "document 1: the field 'file' is missing"),
        ('[[document]]\nfile = "plan.txt"\n', "document 1: the field 'id' is missing"),
        ('[[document]]\nid = "plan"\n', "document 1: the field 'file' is missing"),
        (entry(id='"Plan A"'), "'Plan A' may hold small letters, digits"),
        (entry(id='"plan/a"'), "'plan/a' may hold small letters, digits"),
        (entry(id="7"), "the field 'id' must be text in quotes"),
        (entry(file='"gone.txt"'), "document 1: there is no file gone.txt in"),
        (entry(file='"../plan.txt"'), "document 1: there is no file plan.txt in"),
        (entry(file='"/etc/passwd"'), "document 1: there is no file passwd in"),
        (entry(file='"sources.toml"'), "document 1: there is no file sources.toml in"),
        (entry(file=f'"{"a" * 300}"'), "the field 'file' is wrong: string should have at most 255"),
        (entry(file=r'"a\u0000b"'), "the field 'file' is wrong: it has a control character"),
        (entry(file="{a = 1}"), "the field 'file' must be text in quotes"),
        (entry(date="2021"), "document 1: the field 'date' must be text in quotes"),
        (entry(date="2021-07-31"), "document 1: the field 'date' must be text in quotes"),
        (entry(title='["a", "b"]'), "document 1: the field 'title' must be text in quotes"),
        (entry(title='[[{a = [{b = "c"}]}]]'), "the field 'title' must be text in quotes"),
        (entry(title="true"), "document 1: the field 'title' must be text in quotes"),
        (entry(title=f'"{"a" * 1_001}"'), "'title' is wrong: string should have at most 1000"),
        (entry(short=r'"a\u001b[31m"'), "the field 'short' is wrong: it has a control character"),
        (entry(format='"rtf"'), "'format' is wrong: 'rtf' is none; take one of html, markdown"),
        (entry(password_env='"PARITY_KEY"'), "'password_env' is wrong: it may not name a PARITY_"),
        (entry(paragraphs="129"), "document 1: the field 'paragraphs' must be text in quotes"),
        (entry(paragraphs='"1 to 129"'), 'it is a run such as "1-129", not "1 to 129"'),
        (entry(paragraphs='"129-1"'), 'it is a run such as "1-129", not "129-1"'),
        (entry(paragraphs='"-5-9"'), "it is a run such as"),
        (entry(paragraphs='"1-1000000000000"'), "it is a run of at most 100,000"),
        (entry(paragraphs='"1-900000000"'), "it is a run of at most 100,000 numbers"),
        (entry(paragraphs=f'"1-{"9" * 200}"'), "it is a run such as"),
        (entry(paragraphs='"١-٩"'), "it is a run such as"),
        (entry(**{'"' + "a" * 900 + '"': '"x"'}), "document 1: unknown field 'aaa"),
    ],
)
def test_a_fault_in_an_entry_is_named_with_its_place_and_the_rest_is_read(
    tmp_path: Path, sources: str, complaint: str
) -> None:
    more = entry(id='"b"', file='"b.txt"')
    write_corpus(
        tmp_path / "corpus",
        {"plan.txt": TEXT, "b.txt": f"{TEXT} Again.", SOURCES_FILE: sources + more},
    )
    write_corpus(tmp_path, {"plan.txt": "It is outside."})
    faulty, *others = read_sources(tmp_path / "corpus")
    assert faulty.fault.startswith("sources.toml, document 1: ")
    assert complaint in faulty.fault
    assert faulty.fault.endswith(".")
    assert len(faulty.fault) < 500
    assert "b" in [source.id for source in others if not source.fault]
    assert "It is outside." not in [p.text for p in read_corpus(tmp_path / "corpus").paragraphs]


def test_a_second_entry_of_the_same_id_is_left_out(tmp_path: Path) -> None:
    first, second = listed(tmp_path, entry() + entry())
    assert first.fault == ""
    assert second.fault.startswith("plan.txt would be called 'plan', as plan.txt is; give one of")


def test_a_date_that_is_no_day_is_told_and_the_document_is_read(tmp_path: Path) -> None:
    (source,) = listed(tmp_path, entry(date='"31 February 2022"'))
    assert source.fault == ""
    assert "its date, 31 February 2022, is no day of the calendar; correct it." in source.remark
    assert listed(tmp_path, entry(date='"29 February 2024"'))[0].remark == ""


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nb.txt", b"a\x1b[31m.txt", b"caf\xe9.md"])
def test_a_name_that_nothing_shows_is_told_and_the_rest_is_read(
    tmp_path: Path, name: bytes
) -> None:
    write_corpus(tmp_path, {"plan.txt": TEXT})
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("It is odd.")
    corpus = read_corpus(tmp_path)
    assert [document.id for document in corpus.documents] == ["plan"]
    (unread,) = corpus.unread
    assert unread.why.endswith("; rename it.") or unread.why.endswith("its name; rename it.")
    assert unread.why.isprintable()


def test_a_file_that_goes_while_it_is_read_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path, {"a.txt": f"{TEXT} Again.", "plan.txt": TEXT})

    def going(path: Path, given: str = "") -> Format:
        found = format_of(path, given)
        if path.name == "a.txt":
            path.unlink()
        return found

    monkeypatch.setattr("ingest.sources.format_of", going)
    corpus = read_corpus(tmp_path)
    assert [document.id for document in corpus.documents] == ["plan"]
    assert [of.why for of in corpus.unread] == [
        "a.txt cannot be read: No such file or directory; it was there a moment ago, so run the "
        "ingest again."
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root takes another account")
def test_a_file_and_a_folder_that_this_account_may_not_read_are_told() -> None:
    with TemporaryDirectory(prefix="not-ours-") as name:
        folder = write_corpus(Path(name), {"a.txt": f"{TEXT} Again.", "plan.txt": TEXT})
        folder.chmod(0o755)
        (folder / "a.txt").chmod(0)
        (folder / "inner").mkdir(mode=0)
        try:
            os.seteuid(65534)
            faults_ = {of.path.name: of.fault for of in read_sources(folder)}
            folder_of_root = refusal_of_folder(folder)
        finally:
            os.seteuid(0)
    assert faults_.keys() == {"a.txt", "inner", "plan.txt"}
    assert faults_["plan.txt"] == ""
    assert faults_["a.txt"] == (
        "a.txt cannot be read: Permission denied; give this account the right to read it."
    )
    assert "cannot be read: Permission denied; give this account" in folder_of_root


def refusal_of_folder(folder: Path) -> str:
    """What is said of a folder in it that may not be read."""
    with pytest.raises(CorpusError) as refused:
        read_sources(folder / "inner")
    return str(refused.value)


def test_a_sources_toml_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path, {SOURCES_FILE: 'title = "£"'.encode("latin-1")})
    assert "sources.toml is not valid TOML" in refusal(tmp_path)


def test_a_sources_toml_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert [s.id for s in listed(tmp_path, b"\xef\xbb\xbf" + entry().encode())] == ["plan"]


def test_every_field_of_sources_toml_reaches_its_source(tmp_path: Path) -> None:
    fields = ["title", "short", "publisher", "date", "kind", "rights", "sha256", "starts_at",
              "ends_before"]  # fmt: skip
    given = {name: f'"The {name}"' for name in fields}
    (source,) = listed(tmp_path, entry(**given, format='"markdown"', paragraphs='"3-7"'))
    assert source == Source(
        id="plan",
        path=tmp_path / "plan.txt",
        format="markdown",
        paragraphs=range(3, 8),
        **{name: f"The {name}" for name in fields},
    )


def test_without_sources_toml_files_name_themselves(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"The Plan (v2).txt": TEXT, "b.MD": TEXT, "c.markdown": TEXT})
    assert [(s.id, s.format, s.paragraphs) for s in read_sources(tmp_path)] == [
        ("the-plan-v2", "text", None),
        ("b", "markdown", None),
        ("c", "markdown", None),
    ]


def test_unlisted_files_follow_the_listed_ones(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": TEXT})
    assert [s.id for s in listed(tmp_path, entry())] == ["plan", "a"]


def faults(folder: Path) -> dict[str, str]:
    """The sentences that say why files of a folder cannot be read, by the file's name."""
    found = {source.path.name: source.fault for source in read_sources(folder) if source.fault}
    assert all(fault.startswith(name) and fault.endswith(".") for name, fault in found.items())
    return found


def test_of_two_files_with_one_id_the_second_is_left_out_and_both_are_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"The-Plan.md": TEXT, "the plan.txt": f"{TEXT} Again."})
    (fault,) = faults(tmp_path).values()
    assert fault.startswith("the plan.txt would be called 'the-plan', as The-Plan.md is")


def test_of_two_files_that_are_the_same_the_second_is_left_out(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": TEXT, "b.txt": TEXT, "c.txt": f"{TEXT} Again."})
    assert list(faults(tmp_path)) == ["b.txt"]
    assert "is the same file as a.txt, byte for byte" in faults(tmp_path)["b.txt"]


def test_a_file_of_an_unknown_kind_is_named_with_the_known_kinds(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": TEXT, "budget.xlsx": b"PK"})
    fault = faults(tmp_path)["budget.xlsx"]
    assert "is of a kind that Parity cannot read" in fault
    assert ".pdf, .docx, .odt, .html" in fault


def test_a_listed_file_of_an_unknown_kind_is_read_as_its_format(tmp_path: Path) -> None:
    sources = entry(file='"plan.text"')
    write_corpus(tmp_path, {"plan.text": TEXT, SOURCES_FILE: sources})
    assert "is of a kind that Parity cannot read" in faults(tmp_path)["plan.text"]
    write_corpus(tmp_path, {SOURCES_FILE: sources + 'format = "text"\n'})
    assert [(s.format, s.fault) for s in read_sources(tmp_path)] == [("text", "")]


def test_a_folder_within_the_corpus_is_told(tmp_path: Path) -> None:
    write_corpus(tmp_path / "drafts", {"a.txt": TEXT})
    write_corpus(tmp_path, {"a.txt": TEXT})
    assert "is not a file" in faults(tmp_path)["drafts"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the corpus."""
    return write_corpus(tmp_path / "outside", {"secret.txt": "The key is 42."}) / "secret.txt"


def linked(corpus: Path, kind: str, secret: Path) -> None:
    """Put a link to a file outside into a corpus, in one of the ways there are."""
    if kind == "of its own":
        (corpus / "link.txt").symlink_to(secret)
    elif kind == "relative":
        (corpus / "link.txt").symlink_to(Path("..", "outside", "secret.txt"))
    elif kind == "over another":
        (corpus / ".hop").symlink_to(secret)
        (corpus / "link.txt").symlink_to(".hop")
    elif kind == "through a folder":
        (corpus / ".door").symlink_to(secret.parent)
        (corpus / "link.txt").symlink_to(Path(".door", secret.name))
    elif kind == "to a folder":
        (corpus / "link.txt").symlink_to(secret.parent)
    elif kind == "to the folder above":
        (corpus / "link.txt").symlink_to("..")
    elif kind == "to nothing there":
        (corpus / "link.txt").symlink_to(secret.with_name("gone.txt"))
    elif kind == "beside a name that begins alike":
        write_corpus(corpus.with_name("corpus-of-another"), {"a.txt": "No."})
        (corpus / "link.txt").symlink_to(Path("..", "corpus-of-another", "a.txt"))


LINKS = ["of its own", "relative", "over another", "through a folder", "to a folder",
         "to the folder above", "to nothing there", "beside a name that begins alike"]  # fmt: skip


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_out_of_the_corpus_is_refused(kind: str, tmp_path: Path, secret: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": TEXT})
    linked(corpus, kind, secret)
    assert "link to a file outside the corpus folder" in faults(corpus)["link.txt"]
    assert "PARITY_CORPUS_LINKS" in faults(corpus)["link.txt"]
    assert list(faults(corpus)) == ["link.txt"]


@pytest.mark.parametrize("given", ["", 'format = "text"\n'])
def test_a_listed_link_out_of_the_corpus_is_refused_as_well(
    given: str, tmp_path: Path, secret: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", {SOURCES_FILE: entry(file='"link.txt"') + given})
    linked(corpus, "of its own", secret)
    assert list(faults(corpus)) == ["link.txt"]


def test_a_link_out_of_the_corpus_is_followed_where_that_is_set(
    tmp_path: Path, secret: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": TEXT})
    linked(corpus, "of its own", secret)
    found = read_sources(corpus, links_anywhere=True)
    assert [(s.id, s.fault) for s in found] == [("link", ""), ("plan", "")]


@pytest.mark.parametrize("name", ["sources.toml", "parity.toml"])
def test_what_describes_the_corpus_is_no_link_out_of_it_either(
    name: str, tmp_path: Path, secret: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": TEXT})
    of = {"sources.toml": entry(file='"plan.txt"'), "parity.toml": '[words]\n"bed" = "ward"\n'}
    (secret.parent / name).write_text(of[name], encoding="utf-8")
    (corpus / name).symlink_to(Path("..", "outside", name))
    expected = f"{name} is a link to a file outside the corpus folder; put the file itself there, "
    if name == "sources.toml":
        with pytest.raises(CorpusError, match=expected):
            read_sources(corpus)
    else:
        profile, (fault,) = read_profile(corpus)
        assert (profile, fault.startswith(expected)) == (NO_PROFILE, True)
    assert read_sources(corpus, links_anywhere=True)
    assert read_profile(corpus, links_anywhere=True)[1] == []


def test_a_link_by_way_of_the_system_s_own_folders_is_refused(tmp_path: Path, secret: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": TEXT})
    (corpus / "link.txt").symlink_to(f"/proc/self/root{secret}")
    assert list(faults(corpus)) == ["link.txt"]


def test_a_link_within_the_corpus_is_followed_and_so_is_one_to_the_corpus(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"a.md": TEXT})
    kept = write_corpus(corpus / ".kept", {"b.txt": f"{TEXT} Again."})
    (corpus / "link.txt").symlink_to(kept / "b.txt")
    (tmp_path / "door").symlink_to(corpus)
    for folder in (corpus, tmp_path / "door"):
        assert [(s.id, s.fault) for s in read_sources(folder)] == [("a", ""), ("link", "")]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path / "nowhere")
    assert message.startswith("There is no corpus folder at")
    assert "--corpus" in message


@pytest.mark.parametrize("hidden", [{}, {".DS_Store": b"\0"}, {SOURCES_FILE: ""}])
def test_a_folder_without_documents_is_refused(tmp_path: Path, hidden: dict[str, bytes]) -> None:
    assert "holds no documents" in refusal(write_corpus(tmp_path, hidden))


def test_hidden_files_are_ignored(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": TEXT, ".a.txt.swp": b"\0", ".DS_Store": b"\0"})
    assert [s.id for s in read_sources(tmp_path)] == ["a"]


def test_the_real_corpus_lists_its_four_documents(tmp_path: Path) -> None:
    shutil.copytree(REAL_CORPUS, tmp_path / "corpus")
    sources = read_sources(tmp_path / "corpus")
    assert [s.id for s in sources] == [
        "government-response", "workforce-plan", "equalities-strategy", "provider-support"
    ]  # fmt: skip
    assert all(s.title and s.short and s.publisher and s.kind and s.rights for s in sources)
