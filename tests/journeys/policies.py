"""The policy file of a journey: Ann responds, Bob and Ryo approve."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from practice.aws.estate import Estate

PolicyText = Callable[[Estate], str]


def policy(built: Estate) -> dict[str, Any]:
    """Return the policy of the range for these accounts."""
    accounts: dict[str, Any] = {
        "defaults": {"external_id": built.external_id, "act_regions": [built.region]}
    }
    for place in built.places:
        accounts[place.account] = {
            "name": place.name,
            "environment": place.environment,
            "owner": "S0RESPOND",
        }
    return {
        "teams": ["T0RANGE"],
        "people": {"email_domain": "example.com"},
        "roles": [
            {"role": "responder", "members": ["S0RESPOND"]},
            {"role": "admin", "members": ["S0APPROVE"]},
        ],
        "accounts": accounts,
    }


def usual(built: Estate) -> str:
    """Return that policy as the text of a file."""
    return written(policy(built))


def drilling(built: Estate) -> str:
    """Return the usual policy in which the prod account itself may be drilled on."""
    made = policy(built)
    made["accounts"][built.prod.account]["drill"] = True
    return written(made)


def written(made: dict[str, Any]) -> str:
    """Return a policy as the text of a file: JSON is YAML."""
    return json.dumps(made, indent=1)


def changed(**parts: Any) -> PolicyText:
    """Return the usual policy with other parts at its top level."""
    return lambda built: written(policy(built) | parts)
