"""Whatever is wrong with a file is told in one sentence, within the limits; the rest is read."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import write_corpus
from ingest.corpus import Corpus, read_corpus
from ingest.errors import CorpusError, DocumentError
from ingest.reading.limits import Limits
from ingest.reading.reader import Reader, Reading
from pdfs import Sheet, write_pdf, written

TEXT = "Beds have closed in the north."
OTHER = "They have opened in the south."
SLOW = b"q Q " * 1_500_000
"""What takes pypdf some twenty seconds, and shows nothing."""


def said(text: str = TEXT) -> Sheet:
    return Sheet().say(text)


def pdf(folder: Path, *sheets: Sheet, password: str | None = None) -> Path:
    return write_pdf(folder / "plan.pdf", *sheets, password=password)


def refusal(path: Path, reader: Reader | None = None, password: str = "") -> str:
    """The sentence with which a file is refused, after checking that it is one."""
    with pytest.raises(DocumentError) as refused:
        (reader or Reader()).read(path, "pdf", password)
    return one_sentence(str(refused.value), path.name)


def one_sentence(message: str, name: str) -> str:
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message
    assert "Traceback" not in message
    return message


def bodies(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def corpus_of(folder: Path, files: dict[str, bytes | str], reader: Reader | None = None) -> Corpus:
    return read_corpus(write_corpus(folder, files), reader or Reader())


def reasons(corpus: Corpus) -> list[str]:
    return [unread.why for unread in corpus.unread]


def test_a_pdf_is_read_with_its_title(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "plan.pdf", said(), said(OTHER), title="The plan for beds")
    reading = Reader().read(path, "pdf")
    assert bodies(reading) == [TEXT, OTHER]
    assert (reading.title, reading.unread, reading.by_machine) == ("The plan for beds", {}, ())


def test_the_title_of_a_pdf_is_the_documents_unless_it_is_a_files_name(tmp_path: Path) -> None:
    files = {
        "a.pdf": written(said(), title="The plan for beds"),
        "b.pdf": written(said(OTHER), title="Microsoft Word - plan_v7.docx"),
    }
    assert [d.title for d in corpus_of(tmp_path, files).documents] == ["The plan for beds", "b"]


@pytest.mark.parametrize(
    ("count", "named"), [(1, "its 1 page as images"), (3, "its 3 pages as images")]
)
def test_a_pdf_of_images_says_how_to_read_it(tmp_path: Path, count: int, named: str) -> None:
    message = refusal(pdf(tmp_path, *(Sheet().picture() for _ in range(count))))
    assert named in message
    assert "run 'parity ingest --ocr'" in message


def test_a_page_of_drawn_letters_is_an_image(tmp_path: Path) -> None:
    drawn = Sheet()
    for at in range(300):
        drawn.rule(72 + at, 700, 72 + at, 702)
    assert "as images without text" in refusal(pdf(tmp_path, drawn))


def test_a_page_whose_letters_mean_nothing_is_an_image(tmp_path: Path) -> None:
    page = Sheet().draw(b"BT /F1 10 Tf 72 700 Td (\\001\\002\\003 \\004\\005 abc) Tj ET")
    assert "as images without text" in refusal(pdf(tmp_path, page))


def test_of_a_pdf_with_some_images_the_other_pages_are_read(tmp_path: Path) -> None:
    content = written(said(), Sheet().picture(), said(OTHER), Sheet().picture())
    corpus = corpus_of(tmp_path, {"plan.pdf": content})
    assert [(p.body, p.page) for p in corpus.paragraphs] == [(TEXT, 1), (OTHER, 3)]
    assert reasons(corpus) == [
        "plan.pdf, pages 2, 4, could not be read: an image without text."
    ]  # fmt: skip
    assert not corpus.unread[0].whole


def test_a_blank_page_and_a_picture_beside_text_are_nothing_to_tell(tmp_path: Path) -> None:
    reading = Reader().read(pdf(tmp_path, said(), Sheet(), said(OTHER).picture()), "pdf")
    assert (bodies(reading), reading.unread) == ([TEXT, OTHER], {})


def test_a_pdf_of_blank_pages_holds_no_text(tmp_path: Path) -> None:
    assert "holds no text" in refusal(pdf(tmp_path, Sheet(), Sheet()))


def test_a_locked_pdf_asks_for_its_password(tmp_path: Path) -> None:
    message = refusal(pdf(tmp_path, said(), password="beds"))
    assert "is locked with a password" in message
    assert "password_env in sources.toml" in message


@pytest.mark.parametrize("wrong", ["staff", "BEDS", "\udcff\udcfe"])
def test_a_wrong_password_is_told(tmp_path: Path, wrong: str) -> None:
    message = refusal(pdf(tmp_path, said(), password="beds"), password=wrong)
    assert "the password given for it does not open it" in message
    assert wrong not in message


@pytest.mark.parametrize("password", ["beds", "bèds € 1"])
def test_the_right_password_opens_a_locked_pdf(tmp_path: Path, password: str) -> None:
    path = pdf(tmp_path, said(), password=password)
    assert bodies(Reader().read(path, "pdf", password)) == [TEXT]


@pytest.mark.parametrize("given", ["", "beds"])
def test_a_pdf_with_an_empty_password_is_open_to_all(tmp_path: Path, given: str) -> None:
    assert bodies(Reader().read(pdf(tmp_path, said(), password=""), "pdf", given)) == [TEXT]


LOCKED = '[[document]]\nid = "plan"\nfile = "plan.pdf"\npassword_env = "BEDS_PASSWORD"\n'


def test_a_password_comes_from_the_variable_that_sources_toml_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, bytes | str] = {
        "plan.pdf": written(said(), password="beds"), "sources.toml": LOCKED
    }  # fmt: skip
    monkeypatch.setenv("BEDS_PASSWORD", "beds")
    assert [p.body for p in corpus_of(tmp_path, files).paragraphs] == [TEXT]
    monkeypatch.setenv("BEDS_PASSWORD", "staff")
    with pytest.raises(CorpusError, match="password given for it does not open it"):
        corpus_of(tmp_path, files)
    monkeypatch.delenv("BEDS_PASSWORD")
    with pytest.raises(CorpusError, match="BEDS_PASSWORD, which is not set"):
        corpus_of(tmp_path, files)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_told(tmp_path: Path, share: float) -> None:
    path = pdf(tmp_path, *(said(f"{TEXT} {n}") for n in range(40)))
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert "is cut off" in refusal(path)


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"It is here, and it is text.")
    assert "is not a PDF, whatever its name says" in refusal(path)


@pytest.mark.parametrize(
    "inside", [b"", b"1 0 obj\n<< /Type /Catalog >>\nendobj\n", bytes(range(256)) * 20]
)
def test_a_pdf_of_rubbish_is_damaged(tmp_path: Path, inside: bytes) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7\n" + inside + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n")
    assert "is damaged" in refusal(path)


def test_a_pdf_without_pages_is_told(tmp_path: Path) -> None:
    assert "is a PDF without pages" in refusal(pdf(tmp_path))


@pytest.mark.parametrize("cut", [b"BT /F1 10 Tf (They have", b"BI /W 1 ID abc"])
def test_a_page_that_is_damaged_is_told_and_the_others_are_read(tmp_path: Path, cut: bytes) -> None:
    content = written(said(), Sheet().draw(cut), said("It ended."))
    corpus = corpus_of(tmp_path, {"plan.pdf": content})
    assert [p.body for p in corpus.paragraphs] == [TEXT, "It ended."]
    assert reasons(corpus) == ["plan.pdf, page 2, could not be read: damaged."]


def test_a_mislabelled_pdf_is_read_and_told(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"plan.docx": written(said())})
    assert [p.body for p in corpus.paragraphs] == [TEXT]
    assert corpus.warnings == ("plan.docx is a PDF, whatever its name says, and was read as one.",)


def test_a_page_that_takes_too_long_is_stopped_and_the_others_are_read(tmp_path: Path) -> None:
    path = pdf(tmp_path, said(), Sheet().draw(SLOW), said(OTHER))
    reading = Reader(Limits(page_seconds=2)).read(path, "pdf")
    assert bodies(reading) == [TEXT, OTHER]
    assert list(reading.unread) == [2]
    assert "more than 2 seconds of processor time (PARITY_PAGE_SECONDS)" in reading.unread[2]


@pytest.mark.parametrize("behind", [[], [OTHER]])
def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path, behind: Sequence[str]) -> None:
    path = pdf(tmp_path, said(), Sheet().draw(SLOW), *map(said, behind))
    message = refusal(path, Reader(Limits(file_seconds=2)))
    assert "takes more than 2 seconds of processor time to read" in message
    assert "PARITY_FILE_SECONDS" in message


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    message = refusal(pdf(tmp_path, said()), Reader(Limits(file_megabytes=0.0001)))
    assert "the limit is 0.0001" in message
    assert "PARITY_FILE_MEGABYTES" in message


def test_a_page_that_needs_too_much_memory_is_left(tmp_path: Path) -> None:
    path = pdf(tmp_path, said(), Sheet().draw(SLOW), said(OTHER))
    reading = Reader(Limits(memory_megabytes=200)).read(path, "pdf")
    assert bodies(reading) == [TEXT, OTHER]
    assert "too much memory" in reading.unread[2]


DIES = """import os, sys
class Dies:
    def find_spec(self, name, path, target=None):
        if name == "ingest.reading.pdf.file":
            from pypdf import PageObject
            read = PageObject.get_contents
            def dies(page):
                if page.page_number in {pages}:
                    os.kill(os.getpid(), 9)
                return read(page)
            PageObject.get_contents = dies
sys.meta_path.insert(0, Dies())
"""


def dying_on(pages: set[int], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process that reads be killed on these pages, counted from 0."""
    (folder / "sitecustomize.py").write_text(DIES.replace("{pages}", repr(pages)))
    monkeypatch.syspath_prepend(str(folder))


def test_a_page_on_which_the_process_is_killed_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path, said(), said("It is lost."), said(OTHER), said("It is lost, too."))
    dying_on({1, 3}, tmp_path, monkeypatch)
    reading = Reader().read(path, "pdf")
    assert bodies(reading) == [TEXT, OTHER]
    assert list(reading.unread) == [2, 4]


def test_a_file_of_which_no_page_can_be_read_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path, said(), said(OTHER))
    dying_on({0, 1}, tmp_path, monkeypatch)
    assert refusal(path).startswith(
        "No page of plan.pdf can be read (page 1: the process that read it was killed "
    )


@pytest.mark.parametrize("format_", ["rtf", "", "PDF"])
def test_an_unknown_format_is_refused_in_a_sentence(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "plan.html"
    path.write_text("<p>It is so.</p>")
    with pytest.raises(DocumentError, match=r"plan.html has a format that nothing here reads"):
        Reader().read(path, format_)


def no_process(*_: object, **__: object) -> None:
    raise AssertionError("the file is read again")


def test_a_reading_is_kept_and_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(kept_in=tmp_path / "kept")
    path = write_pdf(tmp_path / "plan.pdf", said(), said(OTHER), title="Beds")
    reading = reader.read(path, "pdf")
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", no_process)
        assert reader.read(path, "pdf") == reading
        moved = path.rename(tmp_path / "other.pdf")
        assert reader.read(moved, "pdf") == reading


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    reader = Reader(kept_in=tmp_path / "kept")
    assert bodies(reader.read(pdf(tmp_path, said()), "pdf")) == [TEXT]
    assert bodies(reader.read(pdf(tmp_path, said(OTHER)), "pdf")) == [OTHER]


def test_a_reading_that_lacks_pages_is_not_kept(tmp_path: Path) -> None:
    reader = Reader(kept_in=tmp_path / "kept")
    assert reader.read(pdf(tmp_path, said(), Sheet().picture()), "pdf").unread
    assert not (tmp_path / "kept").exists()


def test_a_kept_reading_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    reader = Reader(kept_in=tmp_path / "kept")
    path = pdf(tmp_path, said())
    reading = reader.read(path, "pdf")
    (kept,) = (tmp_path / "kept").iterdir()
    whole = kept.read_text()
    other = whole.replace("north", "south")
    assert other != whole
    for damage in ("", "{}", "[]", '{"blocks": [{"kind": "poem"}]}', whole[:-9], other):
        kept.write_text(damage)
        assert reader.read(path, "pdf") == reading
        assert kept.read_text() == whole


def test_a_reading_survives_being_kept() -> None:
    reading = Reading([], "Béds", {3: "damaged"}, (1, 2))
    assert Reading.from_json(reading.to_json()) == reading


def test_a_file_that_is_there_twice_is_read_once(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.pdf": written(said()), "b.pdf": written(said())})
    assert [p.document for p in corpus.paragraphs] == ["a"]
    (why,) = reasons(corpus)
    assert one_sentence(why, "b.pdf").startswith("b.pdf is the same file as a.pdf, byte for byte")


def test_of_two_files_of_one_name_the_second_is_told(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"The plan.pdf": written(said()), "the-plan.txt": OTHER})
    (why,) = reasons(corpus)
    assert "would be called 'the-plan', as The plan.pdf is" in one_sentence(why, "the-plan.txt")


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"a.pdf": b"%PDF-1.7\n%%EOF", "b.pdf": b"", "c.pdf": written(said())}
    )
    assert [p.body for p in corpus.paragraphs] == [TEXT]
    assert [unread.whole for unread in corpus.unread] == [True, True]
    for unread, name in zip(corpus.unread, ("a.pdf", "b.pdf"), strict=True):
        one_sentence(unread.why, name)


def test_a_corpus_of_bad_files_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="None of the 2 files in"):
        corpus_of(tmp_path, {"a.pdf": b"%PDF-1.7\n%%EOF", "b.pdf": b""})


def test_where_a_document_begins_and_ends_may_be_said_of_a_pdf(tmp_path: Path) -> None:
    sources = (
        '[[document]]\nid = "plan"\nfile = "plan.pdf"\n'
        f'starts_at = "{OTHER}"\nends_before = "It ended."\n'
    )
    content = written(said(), said(OTHER), said("It ended."))
    corpus = corpus_of(tmp_path, {"plan.pdf": content, "sources.toml": sources})
    assert [p.body for p in corpus.paragraphs] == [OTHER]
