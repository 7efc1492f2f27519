"""`dev.py where`: one act, one name, found in one go."""

from __future__ import annotations

import pytest

from gate.where import where
from tests.house.test_acts import commands


def test_it_finds_every_act_by_its_permission(capsys: pytest.CaptureFixture[str]) -> None:
    for path, node, permission in commands():
        assert where([permission]) == 0
        said = capsys.readouterr().out
        assert f"{path.name}:{node.lineno}: def {node.name}(" in said
        assert f'@command("{permission}"' in said


def test_it_says_when_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert where(["cases.juggle"]) == 1
    assert "Nothing in Limen is called cases.juggle" in capsys.readouterr().out
    assert where([]) == 2
