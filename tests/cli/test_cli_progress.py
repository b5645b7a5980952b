from __future__ import annotations

import io
import sys

import pytest

from graphring.cli.progress import Bars, observed


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_only_words_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with observed() as progress:
        progress.step("reading", 3)
        progress.advance()
        progress.say("no trusted \x1b[2Jcohort")
    assert capsys.readouterr().err == "no trusted \\x1b[2Jcohort\n"


def test_on_a_terminal_the_step_is_named_and_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with observed() as progress:
        assert isinstance(progress, Bars)
        progress.advance()  # before any step: nothing to move
        progress.step("reading [bold]a.csv", 2)
        progress.advance(2)
        progress.step("judging")
        progress.say("[red]no cohort[/]")
    text = terminal.getvalue()
    assert "reading [bold]a.csv" in text
    assert "judging" in text
    assert "[red]no cohort[/]" in text
