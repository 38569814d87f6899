"""The ways in which the simulated AWS can be told to fail."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from enum import Enum

from practice.aws.call import Call, RefusedError


class Failing(Enum):
    """How a call goes wrong; the last two happen after the call was applied."""

    THROTTLED = "throttled"
    DENIED = "denied"
    BROKEN = "broken"
    LATE = "late"
    HUNG_UP = "hung up"


THROTTLING = {
    "ec2": ("RequestLimitExceeded", 503),
    "s3": ("SlowDown", 503),
    "query": ("Throttling", 400),
    "rest-json": ("TooManyRequestsException", 429),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Which calls fail and how; what is None matches any, `times` None means until cleared.

    `operation` is the API's name, such as `ModifyNetworkInterfaceAttribute`; `seconds` is how
    long a LATE answer waits.
    """

    failing: Failing
    account: str | None = None
    service: str | None = None
    operation: str | None = None
    times: int | None = None
    seconds: float = 0.0
    region: str | None = None

    def matches(self, call: Call) -> bool:
        """Tell whether it is this call that fails."""
        return (
            self.account in (None, call.account)
            and self.service in (None, call.service)
            and self.operation in (None, call.operation)
            and self.region in (None, call.region)
        )


class Faults:
    """The faults that are placed; the first that matches a call is the one that happens."""

    def __init__(self) -> None:
        """Begin with none."""
        self._placed: list[Fault] = []
        self._lock = threading.Lock()

    def place(self, fault: Fault) -> None:
        """Let matching calls fail from now on."""
        with self._lock:
            self._placed.append(fault)

    def clear(self, account: str | None = None) -> None:
        """Let all be well again, in one account's faults or in all."""
        with self._lock:
            self._placed = [one for one in self._placed if account not in (None, one.account)]

    def take(self, call: Call) -> Fault | None:
        """Return the fault that happens to a call, counted down."""
        with self._lock:
            for index, fault in enumerate(self._placed):
                if fault.matches(call):
                    self._count_down(index, fault)
                    return fault
        return None

    def _count_down(self, index: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self._placed[index] = replace(fault, times=fault.times - 1)
        else:
            del self._placed[index]


def before(fault: Fault, call: Call) -> None:
    """Refuse a call before it is applied, where that is the fault."""
    if fault.failing is Failing.THROTTLED:
        code, status = _throttling(call)
        raise RefusedError(code, "Rate exceeded", status)
    if fault.failing is Failing.DENIED:
        raise RefusedError(*_denial(call))
    if fault.failing is Failing.BROKEN:
        code = "InternalError" if call.service in ("ec2", "s3") else "InternalFailure"
        raise RefusedError(code, "An internal error has occurred", 500)


def after(fault: Fault) -> None:
    """Keep a caller waiting whose call was applied, where that is the fault."""
    if fault.failing is Failing.LATE:
        time.sleep(fault.seconds)


def _throttling(call: Call) -> tuple[str, int]:
    named = THROTTLING.get(call.service) or THROTTLING.get(call.protocol)
    return named or ("ThrottlingException", 400)


def _denial(call: Call) -> tuple[str, str, int]:
    said = f"User: {call.caller.arn} is not authorized to perform: {call.operation}"
    if call.protocol == "ec2":
        return ("UnauthorizedOperation", f"You are not authorized. {said}", 403)
    if call.protocol.endswith("json"):
        return ("AccessDeniedException", said, 400)
    return ("AccessDenied", said, 403)
