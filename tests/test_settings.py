"""Settings come from PARITY_ variables and options, and a misspelt one is never silence."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from assistant.bounds import Shares
from assistant.settings import PROJECT, Settings
from ingest.errors import UsageError
from ingest.indexing.server import Server


def test_without_variables_the_project_s_own_folders_are_used() -> None:
    settings = Settings.from_environment({})
    assert settings.corpus_dir == PROJECT / "corpus"
    assert settings.index_dir == PROJECT / ".parity" / "index"
    assert settings.embedding_model == "all-MiniLM-L6-v2"
    assert (settings.corpus_dir / "sources.toml").is_file()


def test_each_variable_sets_its_value() -> None:
    settings = Settings.from_environment(
        {
            "PARITY_CORPUS_DIR": "/papers",
            "PARITY_INDEX_DIR": "/index",
            "PARITY_EMBEDDING_MODEL": "/models/other",
            "PARITY_READER": "/models/reader",
            "PARITY_SHARED_DIR": "/shared",
        }
    )
    assert settings == Settings(
        Path("/papers"), Path("/index"), "/models/other", "/models/reader", Path("/shared")
    )


def test_a_chroma_server_is_named_with_its_token_tenant_and_database() -> None:
    settings = Settings.from_environment(
        {
            "PARITY_CHROMA_URL": "https://chroma.example:9000",
            "PARITY_CHROMA_TOKEN": "secret",
            "PARITY_CHROMA_TENANT": "health",
            "PARITY_CHROMA_DATABASE": "policy",
        }
    )
    assert settings.server == Server("https://chroma.example:9000", "secret", "health", "policy")
    assert "secret" not in repr(settings)
    assert Settings.from_environment({}).server is None


def test_the_process_s_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARITY_CORPUS_DIR", "/papers")
    assert Settings.from_environment().corpus_dir == Path("/papers")


@pytest.mark.parametrize(
    ("variable", "near"),
    [
        ("PARITY_INDEXDIR", "PARITY_INDEX_DIR"),
        ("PARITY_INDEX", "PARITY_INDEX_DIR"),
        ("PARITY_CORPUS_DIRECTORY", "PARITY_CORPUS_DIR"),
        ("PARITY_EMBEDING_MODEL", "PARITY_EMBEDDING_MODEL"),
    ],
)
def test_an_unknown_variable_is_refused_and_the_near_one_named(variable: str, near: str) -> None:
    with pytest.raises(UsageError) as refused:
        Settings.from_environment({variable: "x"})
    assert f"{variable};" in str(refused.value)
    assert str(refused.value).endswith(f"did you mean {near}?")


def test_an_unknown_variable_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(UsageError) as refused:
        Settings.from_environment({"PARITY_ZZZZZZZZ": "x"})
    for known in ("PARITY_CORPUS_DIR", "PARITY_INDEX_DIR", "PARITY_EMBEDDING_MODEL"):
        assert known in str(refused.value)


def test_an_unknown_variable_is_refused_even_where_it_is_empty() -> None:
    with pytest.raises(UsageError):
        Settings.from_environment({"PARITY_TOP_K": ""})


@pytest.mark.parametrize("variable", ["parity_index_dir", "MY_PARITY_INDEX_DIR", "PARITYINDEX"])
def test_variables_of_other_programs_are_left_alone(variable: str) -> None:
    assert Settings.from_environment({variable: "x"}) == Settings()


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_leaves_the_usual_value(value: str) -> None:
    assert Settings.from_environment({"PARITY_INDEX_DIR": value}) == Settings()


def test_a_folder_may_be_given_from_home() -> None:
    settings = Settings.from_environment({"PARITY_INDEX_DIR": "~/parity"})
    assert settings.index_dir == Path.home() / "parity"


def test_what_an_option_gives_goes_before_the_variable_and_nothing_else_changes() -> None:
    settings = Settings.from_environment({"PARITY_INDEX_DIR": "/index", "PARITY_CORPUS_DIR": "/a"})
    given = settings.with_values(index_dir="/elsewhere", corpus_dir=None)
    assert given == Settings(Path("/a"), Path("/elsewhere"))
    assert settings.index_dir == Path("/index")


def test_what_is_kept_has_a_folder_a_number_of_days_and_a_switch() -> None:
    settings = Settings.from_environment(
        {"PARITY_KEPT_DIR": "~/kept", "PARITY_KEEP_DAYS": "0", "PARITY_FEEDBACK": "off"}
    )
    assert (settings.kept_dir, settings.keep_days) == (Path.home() / "kept", 0)
    assert settings.feedback == "off"
    assert Settings().kept_dir == PROJECT / ".parity" / "kept"
    assert (Settings().keep_days, Settings().feedback) == (30, "on")


@pytest.mark.parametrize(
    ("variable", "value", "what_to_do"),
    [
        ("PARITY_KEEP_DAYS", "-1", "give it a number 0 or more"),
        ("PARITY_KEEP_DAYS", "a month", "give it a number 0 or more"),
        ("PARITY_KEEP_DAYS", "inf", "give it a number 0 or more"),
        ("PARITY_FEEDBACK", "no", "give it on or off"),
    ],
)
def test_a_setting_of_what_is_kept_that_makes_no_sense_is_refused(
    variable: str, value: str, what_to_do: str
) -> None:
    with pytest.raises(UsageError, match=what_to_do):
        Settings.from_environment({variable: value})


def test_what_each_may_have_of_the_answering_is_set_and_0_is_no_limit() -> None:
    assert Settings.from_environment({}).shares == Shares()
    names = ("ANSWERS_AT_ONCE", "ANSWERS_WAITING", "VISITOR_WAITING", "VISITOR_MINUTE")
    variables = [*names, "ADDRESS_WAITING", "ADDRESS_MINUTE"]
    given = {f"PARITY_{name}": str(at) for at, name in enumerate(variables)}
    assert Settings.from_environment(given).shares == Shares(0, 1, 2, 3, 4, 5)
    assert Settings.from_environment({"PARITY_PROXIES": "2"}).proxies == 2


@pytest.mark.parametrize(
    "name",
    [
        *("ANSWERS_AT_ONCE", "ANSWERS_WAITING", "VISITOR_WAITING", "VISITOR_MINUTE"),
        *("ADDRESS_WAITING", "ADDRESS_MINUTE", "PROXIES"),
    ],
)
@pytest.mark.parametrize("value", ["-1", "0.5", "many", "1e9", "nan", "inf", "2.5"])
def test_a_share_that_is_no_whole_number_is_refused(name: str, value: str) -> None:
    with pytest.raises(UsageError, match="give it a whole number 0 or more, and at most"):
        Settings.from_environment({f"PARITY_{name}": value})


@pytest.mark.parametrize(("name", "most"), [("QUESTION", "1,000"), ("CHECK", "1,000,000")])
@pytest.mark.parametrize("value", ["0", "-1", "99.5", "1000001", "long"])
def test_how_long_a_text_may_be_is_a_whole_number(name: str, most: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"give it a whole number above 0, and at most {most}"):
        Settings.from_environment({f"PARITY_{name}_LETTERS": value})


@pytest.mark.parametrize(("name", "least"), [("RETRIES", "0 or more"), ("SENTENCES", "above 0")])
@pytest.mark.parametrize("value", ["-1", "0.5", "1.9", "2e9", "many"])
def test_how_often_and_of_how_much_a_chat_model_is_asked_are_whole_numbers(
    name: str, least: str, value: str
) -> None:
    with pytest.raises(UsageError, match=f"give it a whole number {least}, and at most"):
        Settings.from_environment({f"PARITY_CHAT_{name}": value})


def test_a_whole_number_is_one_however_it_is_written() -> None:
    given = {"PARITY_CHAT_RETRIES": "2.0", "PARITY_CHECK_LETTERS": "1e3"}
    settings = Settings.from_environment(given)
    assert [settings.chat_retries, settings.check_letters] == [2, 1000]
    assert all(isinstance(of, int) for of in (settings.chat_retries, settings.check_letters))


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().index_dir = Path("/index")  # type: ignore[misc]


def test_links_lead_out_of_the_documents_only_where_that_is_set() -> None:
    assert not Settings.from_environment({}).links_anywhere
    assert Settings.from_environment({"PARITY_CORPUS_LINKS": "anywhere"}).links_anywhere
    with pytest.raises(UsageError, match="give it inside or anywhere"):
        Settings.from_environment({"PARITY_CORPUS_LINKS": "yes"})


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("PARITY_KEEP_DAYS", "1e300", "0 or more, and at most 36,500"),
        ("PARITY_FILE_SECONDS", "1e30", "above 0, and at most 1,000,000"),
        ("PARITY_CHAT_TOKENS", "1e13", "above 0, and at most 1,000,000,000,000"),
        ("PARITY_PAGE_SECONDS", "9" * 500, "above 0, and at most 1,000,000"),
        ("PARITY_INDEX_DIR", "~nobody-of-this-name/index", "give the whole path"),
        ("PARITY_READER", "~nobody-of-this-name", "give the whole path"),
        ("PARITY_EMBEDDING_MODEL", "~nobody-of-this-name/x", "give the whole path"),
        ("PARITY_CORPUS_DIR", "a" * 5_000, "has more than 4,000 letters"),
        ("PARITY_INDEX_DIR", "/tmp/\udcff", "is not UTF-8, or has a control character"),
        ("PARITY_CHAT_MODEL", "ollama:a\x1b[2J", "is not UTF-8, or has a control character"),
    ],
)
def test_a_value_that_nothing_can_do_with_is_refused_in_a_sentence(
    variable: str, value: str, complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint) as refused:
        Settings.from_environment({variable: value})
    assert len(str(refused.value)) < 400


def test_an_option_is_held_to_the_same_as_its_variable() -> None:
    with pytest.raises(UsageError, match="give the whole path"):
        Settings().with_values(index_dir="~nobody-of-this-name/index")
    with pytest.raises(UsageError, match="is not UTF-8"):
        Settings().with_values(corpus_dir="corp\udcff")


@pytest.mark.parametrize("variable", ["PARITY_READER", "PARITY_EMBEDDING_MODEL"])
def test_a_model_s_name_that_no_folder_can_have_is_left_to_its_reader_to_tell(
    variable: str,
) -> None:
    settings = Settings.from_environment({variable: "a" * 300})
    assert "a" * 300 in (settings.reader, settings.embedding_model)
