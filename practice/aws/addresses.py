"""Where a call came from: an address set aside for documentation, since all come from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OFFICE = "192.0.2.10"
"""Whoever says nothing else calls from here: https://www.rfc-editor.org/rfc/rfc5737"""

HEADER = "X-Forwarded-For"
TOLD = "HTTP_X_FORWARDED_FOR"


def calling_from(client: Any, address: str) -> Any:
    """Return a boto3 client, whose calls come from this address from now on."""

    def tell(request: Any, **_: object) -> None:
        request.headers[HEADER] = address

    client.meta.events.register("before-send", tell)
    return client


def address_of(environ: Mapping[str, Any]) -> str:
    """Return the address that a request says it comes from."""
    return str(environ.get(TOLD) or OFFICE)
