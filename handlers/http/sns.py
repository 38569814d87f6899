"""POST /sns: hands the raw body to intake, and answers once it is committed."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.domain.words import intake as words
from bot.intake.desk import IntakeDesk
from bot.intake.errors import NotNowError, Reason, RefusedError
from bot.ports.meter import Meter
from bot.ports.store import StoreError
from handlers.http.listeners import LARGEST_BODY
from runbooks.kit.text import Said

PLAIN = frozenset({"", "identity"})
BODY_SECONDS = 15.0
"""SNS itself waits no longer for an answer."""


class BodyError(Exception):
    """The body is larger than any message of SNS, packed, or broken off."""

    def __init__(self, status: HTTPStatus, reason: Reason, says: Said) -> None:
        """Keep what to answer and what to count."""
        super().__init__(says.plain())
        self.status = status
        self.reason = reason
        self.says = says


def routes(
    desk: IntakeDesk, meter: Meter, *, body_seconds: float = BODY_SECONDS
) -> list[web.RouteDef]:
    """Return the route for the public listener."""
    return [web.post("/sns", SnsDoor(desk, meter, body_seconds).post)]


class SnsDoor:
    """Turns what intake says into the codes that SNS goes by.

    SNS gives up on 4xx and sends again after 5xx:
    https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
    """

    def __init__(self, desk: IntakeDesk, meter: Meter, body_seconds: float) -> None:
        """Hand bodies to this desk that arrive in so many seconds."""
        self._desk = desk
        self._meter = meter
        self._body_seconds = body_seconds
        self._kept = words.KEPT.fill()

    async def post(self, request: web.Request) -> web.Response:
        """Answer 200 after the commit, 403 or 413 for what is refused, 503 for what may mend."""
        try:
            refuse_packed(request)
            raw = await read_body(request, self._body_seconds)
            await self._desk.receive(raw, request.headers)
        except RefusedError as error:
            return _answer(HTTPStatus.FORBIDDEN, error.says)
        except BodyError as error:
            self._meter.refused(error.reason)
            return _answer(error.status, error.says)
        except NotNowError as error:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE, error.says)
        except StoreError:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE, words.STORE_FAILED.fill())
        return _answer(HTTPStatus.OK, self._kept)


def refuse_packed(request: web.Request) -> None:
    """Raise BodyError for a body that is packed, or said to be, whatever it is.

    SNS packs nothing, so this is no SNS message; and it could unpack to far more than the cap.
    """
    codings = ",".join(request.headers.getall("Content-Encoding", ())).split(",")
    if {coding.strip().lower() for coding in codings} - PLAIN:
        says = words.PACKED.fill()
        raise BodyError(HTTPStatus.FORBIDDEN, Reason.NOT_SNS, says)


async def read_body(request: web.Request, seconds: float) -> bytes:
    """Return the body; raises BodyError, or NotNowError where it dawdles.

    What the sender says of the length is believed only where it says too much.
    """
    if (request.content_length or 0) > LARGEST_BODY:
        raise _too_large()
    body = bytearray()
    # What came with its headers, as nearly all does, needs no deadline, which is not for nothing.
    deadline = None if request.content.is_eof() else seconds
    try:
        async with asyncio.timeout(deadline):
            while chunk := await request.content.readany():
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise _too_large()
    except TimeoutError as error:
        raise NotNowError(words.TOO_SLOW.fill()) from error
    except web.RequestPayloadError as error:
        says = words.NOT_UNPACKED.fill()
        raise BodyError(HTTPStatus.FORBIDDEN, Reason.NOT_SNS, says) from error
    return bytes(body)


def _too_large() -> BodyError:
    says = words.TOO_LARGE.fill(limit=LARGEST_BODY)
    return BodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Reason.TOO_LARGE, says)


def _answer(status: HTTPStatus, says: Said) -> web.Response:
    return web.Response(status=status, text=says.plain())
