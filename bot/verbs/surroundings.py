"""What a verb starts from: the variables of its process and of `.env`, read once, and who needs them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot import settings
from bot.aws.sessions import Sessions
from bot.aws.surroundings import AwsSurroundings
from bot.errors import SettingsError
from bot.settings import Fetch
from bot.verbs.references import fetch


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The variables, and the ways to AWS that know those of AWS among them."""

    environ: Mapping[str, str]

    @property
    def aws(self) -> AwsSurroundings:
        """Return what AWS's SDK is to know."""
        return AwsSurroundings(self.environ, os.environ)

    @property
    def fetch(self) -> Fetch:
        """Return what resolves a reference such as `ssm:NAME`."""
        return partial(fetch, surroundings=self.aws)

    def sessions(self) -> Sessions:
        """Return new sessions, which the caller closes."""
        return Sessions(surroundings=self.aws)


def environment() -> Surroundings:
    """Read the process's variables and `.env` in the working folder.

    Raises SettingsError where `.env` can be read by others, or holds what can't be handed on.
    """
    found = Surroundings(settings.environment(os.environ, Path.cwd()))
    if faults := found.aws.faults():
        raise SettingsError(faults)
    return found
