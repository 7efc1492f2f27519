"""dev.py on the machines it will meet: an old Python, no network, a full disk, an index of one's own."""

from __future__ import annotations

import ast
import errno
import os
import sys
from pathlib import Path

import pytest

import dev
from gate import cli, indexes, prepare, trouble
from tests.house import tree


def test_dev_py_can_be_read_by_an_old_python() -> None:
    ast.parse((tree.ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 8, 1), (3, 10, 12), (3, 14, 0)])
def test_a_python_it_does_not_know_is_refused_in_words(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "argv", ["dev.py", "demo"])
    assert dev.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("Limen needs Python 3.11 (or newer, up to 3.13); this is 3.")
    assert len(said.splitlines()) == 1


def test_every_word_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help"]) == 0
    said = capsys.readouterr().out
    assert all(word in said and cli.WORDS[word].says in said for word in cli.WORDS)
    assert cli.run(["a word that is none"]) == 2


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("error: Failed to fetch\n cause: dns error", "could not reach a Python package index"),
        (
            "WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for uv==1",
            "reach",
        ),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Because granian==2.8.7 has no wheels with a matching platform tag", "build of granian==2.8.7"),
        ("Because cffi==2.1.1 has no usable wheels and you require", "build of cffi==2.1.1"),
        ("ERROR: No matching distribution found for cffi==2.1.1", "build of cffi==2.1.1"),
        ("error: Hash mismatch for `django==5.2.19`", "its hash differs"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "its hash differs"),
    ],
)
def test_a_failed_installation_is_explained_in_one_sentence(output: str, says: str) -> None:
    explained = str(trouble.explain(output, doing="Installing"))
    assert says in explained
    assert "\n" not in explained


def test_a_password_in_an_address_is_not_repeated() -> None:
    explained = str(trouble.explain("it went wrong at https://me:secret@example.org/x", doing="Installing"))
    assert "example.org" in explained
    assert "secret" not in explained


def test_a_full_disk_and_a_foreign_folder_are_explained() -> None:
    assert "disk is full" in str(trouble.explain_os_error(OSError(errno.ENOSPC, "full")))
    assert "cannot write to /x" in str(trouble.explain_os_error(PermissionError(errno.EACCES, "no", "/x")))
    assert trouble.explain_os_error(OSError(errno.EIO, "broken")) is None


def test_the_settings_of_pip_are_handed_to_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    pip = _pip_that_says(
        tmp_path,
        "global.index-url='https://a.example/simple'",
        "install.index-url='https://b.example/simple'",
        "global.extra-index-url='https://c.example/simple https://d.example/simple'",
        ":env:.find-links='/one /two'",
        "global.cert='/certs.pem'",
    )
    given = indexes.uv_environment(pip)
    assert given["UV_DEFAULT_INDEX"] == "https://b.example/simple"
    assert given["UV_INDEX"] == "https://c.example/simple https://d.example/simple"
    assert given["UV_FIND_LINKS"] == "/one,/two"
    assert given["SSL_CERT_FILE"] == "/certs.pem"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine.example/simple")
    assert "UV_DEFAULT_INDEX" not in indexes.uv_environment(pip)


def _pip_that_says(folder: Path, *lines: str) -> list[str]:
    pip = folder / "pip.py"
    pip.write_text(f"print({chr(10).join(lines)!r})", encoding="utf-8")
    return [sys.executable, str(pip)]


def test_a_folder_that_may_not_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "STAMP", tmp_path / "none")  # as if nothing had been prepared
    monkeypatch.setattr(os, "access", lambda *_: False)  # also root is told no
    assert cli.run(["prepare"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Limen cannot write to ")
    assert len(said.splitlines()) == 1
