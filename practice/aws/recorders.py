"""AWS Config's recorders: how their last recording went, which moto leaves pending for ever.

https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorderStatus.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Response

from practice.aws.call import Answers, Call, Proceed

SUCCESS = "SUCCESS"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How the last recording went: PENDING, SUCCESS or FAILURE, and AWS Config's code if it failed."""

    status: str = SUCCESS
    error_code: str = ""


class Recorders:
    """A recorder that is started has recorded at once, unless it is told otherwise."""

    def __init__(self) -> None:
        """Begin with all recorders well."""
        self._recorded: dict[tuple[str, str], Recorded] = {}

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("config", "DescribeConfigurationRecorderStatus"): self.describe_status}

    def record(self, account: str, region: str, recorded: Recorded) -> None:
        """Let the recording in a Region have gone so, from now on."""
        self._recorded[account, region] = recorded

    def describe_status(self, call: Call, proceed: Proceed) -> Response | dict[str, Any]:
        """Answer with moto's recorders, and how the last recording of each went."""
        response = proceed()
        if response.status_code != 200:  # noqa: PLR2004  # HTTP's OK
            return response
        answer: dict[str, Any] = json.loads(response.get_data())
        recorded = self._recorded.get((call.account, call.region), Recorded())
        for status in answer["ConfigurationRecordersStatus"]:
            if status.get("recording"):
                status["lastStatus"] = recorded.status
            if status.get("recording") and recorded.error_code:
                status["lastErrorCode"] = recorded.error_code
        response.set_data(json.dumps(answer))
        return response
