"""Errors that a person is told of, each with its sentence.

SecbotError
├── SettingsError       a setting or the policy file can't be used; exit code 2
├── NotServedError      a verb or a store that this version does not serve; exit code 2
└── AlreadyRunningError another process works on the same database; exit code 2
"""

from __future__ import annotations

from runbooks.kit.text import Said


class SecbotError(Exception):
    """Something that can be said to a person in sentences."""

    def __init__(self, says: tuple[Said, ...]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(said.plain() for said in says))
        self.says = says


class SettingsError(SecbotError):
    """A setting or the policy file can't be used."""


class NotServedError(SecbotError):
    """What was asked for is not served by this version."""


class AlreadyRunningError(SecbotError):
    """Another process works on the same database."""
