"""The register is built from paragraphs, kept in the index and read from it as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import entries_of, real_corpus, real_register
from ingest.errors import IndexDamagedError
from ingest.indexing.files import SealedFiles
from ingest.indexing.texts import KeptRegister
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.language.words import Analyser
from ingest.register.register import Register
from ingest.register.types import Commitment, Kind, Role
from ingest.types import Paragraph
from passages import PLAN, paragraph


def register(*paragraphs: Paragraph, abbreviations: Mapping[str, str] | None = None) -> Register:
    return Register.of(entries_of(paragraphs), Analyser(abbreviations or {}))


@pytest.fixture
def small() -> Register:
    """With a commitment, one that was evaluated, and one that is spoken of twice."""
    section = ("Care", "Wards")
    return register(
        paragraph("Commitment - “We will train 2,500 nurses by 2025”", number="1", section=section),
        paragraph("It was rated:\n- Overall – good", number="2", section=section),
        paragraph(
            "The target was met. Some 2,500 nurses were trained.", number="3", section=section
        ),
    )


def test_a_register_is_read_as_it_was_written(small: Register, tmp_path: Path) -> None:
    small.write(tmp_path)
    read = KeptRegister(SealedFiles.of(tmp_path)).register
    assert read == small
    assert all((read.commitments, read.evaluated, read.threads))
    assert isinstance(read.commitments[0].strength, Strength)
    assert isinstance(read.evaluated[0].outcome, Fulfilment)
    assert isinstance(read.threads[0].sayings[0].role, Role)


def test_the_register_of_the_real_documents_is_read_as_it_was_written(tmp_path: Path) -> None:
    real_register().write(tmp_path)
    assert KeptRegister(SealedFiles.of(tmp_path)).register == real_register()


def test_an_empty_register_is_read_as_well(tmp_path: Path) -> None:
    register().write(tmp_path)
    assert KeptRegister(SealedFiles.of(tmp_path)).register == Register()


def test_a_register_is_read_though_a_later_ingest_has_removed_it(
    small: Register, tmp_path: Path
) -> None:
    small.write(tmp_path)
    files = SealedFiles.of(tmp_path)
    kept = KeptRegister(files)
    for file in tmp_path.iterdir():
        file.unlink()
    assert kept.register == small
    with pytest.raises(IndexDamagedError):
        KeptRegister(files)


def test_a_commitment_has_what_its_sentence_says() -> None:
    (found,) = register(
        paragraph(
            "Waits are long. The Department will spend £5 million by March 2025.", section=("Care",)
        )
    ).commitments
    assert found == Commitment(
        paragraph="plan/1",
        text="The Department will spend £5 million by March 2025.",
        strength=Strength.WILL,
        section=("Care",),
        who="The Department",
        due="by March 2025",
        due_year=2025,
        amounts=("£5 million",),
    )
    assert found.document == "plan"


def test_a_bullet_has_from_its_lead_in_what_it_does_not_say() -> None:
    _, leeds, york = register(
        paragraph("The Department will by 2025:\n- open ten wards\n- open a ward by 2024")
    ).commitments
    assert (leeds.who, leeds.due, leeds.amounts) == ("The Department", "by 2025", ("ten",))
    assert (york.who, york.due, york.due_year) == ("The Department", "by 2024", 2024)
    assert leeds.lead_in == "The Department will by 2025:"


def test_a_quotation_has_the_words_without_marks_and_nothing_of_a_lead_in(
    small: Register,
) -> None:
    quoted = small.commitments[0]
    assert quoted.quoted
    assert quoted.text == "We will train 2,500 nurses by 2025"
    in_list = register(
        paragraph("The Department's commitments for 2025 are:\n- “Ten wards for Leeds”")
    ).commitments[-1]
    assert (in_list.quoted, in_list.who, in_list.due) == (True, "", "")


def test_the_same_words_that_are_quoted_twice_have_the_speaker_of_either() -> None:
    listed = paragraph("The Department's commitments are:\n- “We will open ten wards”", number="1")
    set_out = paragraph("Commitment - “We will open ten wards”", number="2")
    speakers = [one.speaker for one in register(listed, set_out).commitments if one.quoted]
    assert speakers == ["The Department"] * 2


def test_one_who_is_announced_speaks_in_the_lines_below() -> None:
    (found,) = register(paragraph("Jane Hill of Mind said:\nWe will open ten wards.")).commitments
    assert (found.who, found.speaker) == ("We", "Jane Hill of Mind")


def test_a_time_is_told_from_the_document_s_date() -> None:
    entries = entries_of([paragraph("We will open ten wards over the next three years.")])
    dated = Register.of(entries, Analyser({}), [PLAN]).commitments
    undated = Register.of(entries, Analyser({})).commitments
    assert [one.due for one in (*dated, *undated)] == ["over the next three years"] * 2
    assert [one.due_year for one in (*dated, *undated)] == [2020, None]


def test_what_is_quoted_is_not_of_the_quoting_document_s_time() -> None:
    of = paragraph("Commitment - “We will open ten wards over the next three years”")
    (found,) = Register.of(entries_of([of]), Analyser({}), [PLAN]).commitments
    assert (found.due, found.due_year) == ("over the next three years", None)


def test_an_ambition_with_a_date_is_a_promise_wherever_the_date_stands() -> None:
    found = register(
        paragraph("The bed and ward ambitions of the plan set out more, with 300 nurses by 2024.")
    ).commitments
    assert [(one.kind, one.due) for one in found] == [(Kind.PROMISE, "by 2024")]
    assert not register(paragraph("The bed and ward ambitions of the plan are old.")).commitments
    assert not register(paragraph("Waits rose by March 2020.")).commitments


def test_a_thread_tells_what_was_promised_and_what_was_reported(small: Register) -> None:
    (thread,) = small.threads
    assert [(saying.paragraph, saying.role) for saying in thread.sayings] == [
        ("plan/1", Role.QUOTED),
        ("plan/3", Role.REPORTED),
    ]
    assert thread.documents == ("plan",)


def test_every_commitment_of_the_real_documents_stands_in_its_paragraph() -> None:
    by_key = {p.key: p for p in real_corpus().paragraphs}
    found = real_register().commitments
    assert len(found) > 200
    for commitment in found:
        of = by_key[commitment.paragraph]
        assert commitment.text in of.text
        assert commitment.lead_in in of.text
        assert commitment.section == of.section
        assert (commitment.due_year is None) or commitment.due


def test_commitments_come_in_the_order_of_the_documents() -> None:
    keys = [p.key for p in real_corpus().paragraphs]
    places = [keys.index(commitment.paragraph) for commitment in real_register().commitments]
    assert places == sorted(places)
