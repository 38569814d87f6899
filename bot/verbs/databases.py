"""The database that a verb reads: there, and of this version's schema."""

from __future__ import annotations

from bot import settings
from bot.domain.words import anchoring
from bot.domain.words import settings as words
from bot.errors import SettingsError
from bot.store.version import is_current
from bot.verbs.addresses import database_file
from bot.verbs.surroundings import Surroundings


def current_database(around: Surroundings) -> str:
    """Return the database's address. Raises SettingsError where there is none that is current."""
    url = settings.database_url(around.environ, around.fetch).get_secret_value()
    path = database_file(url)
    if path is not None and not path.is_file():
        raise SettingsError((words.NO_DATABASE.fill(path=path),))
    if not is_current(url):
        raise SettingsError((anchoring.OLD_SCHEMA.fill(),))
    return url
