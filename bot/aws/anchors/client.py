"""One client under secbot's own credentials, made when it is first needed."""

from __future__ import annotations

import threading
from typing import Any

from bot.aws.sessions import Sessions


class HomeClient:
    """Makes a client once, for any thread that asks."""

    def __init__(self, sessions: Sessions, service: str, region: str = "") -> None:
        """Make nothing yet; an empty Region is the home Region."""
        self._sessions = sessions
        self._service = service
        self._region = region
        self._client: Any = None
        self._lock = threading.Lock()

    def get(self) -> Any:
        """Return the client. Raises what botocore raises where it can't be made."""
        with self._lock:
            if self._client is None:
                self._client = self._sessions.home(self._service, self._region)
            return self._client

    def close(self) -> None:
        """Close its connections, if it was ever made."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None
