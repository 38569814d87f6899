"""An HTTP endpoint that SNS may post to: it keeps what came, and answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Posted:
    """One post, as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Endpoint:
    """Statuses are answered in order, then 200 for ever."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    posts: list[Posted] = field(default_factory=list)

    def of_type(self, name: str) -> list[dict[str, Any]]:
        """Return the messages of one type, in the order in which they came."""
        kept = [one for one in self.posts if one.headers.get("x-amz-sns-message-type") == name]
        return [one.message for one in kept]


@contextmanager
def an_endpoint(statuses: Sequence[int] = ()) -> Iterator[Endpoint]:
    """Listen on a free port for the time of a test."""
    endpoint = Endpoint(statuses=list(statuses))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            named = {name.lower(): value for name, value in self.headers.items()}
            status = endpoint.statuses.pop(0) if endpoint.statuses else 200
            endpoint.posts.append(Posted(named, body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/sns"
    try:
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
