"""Every scenario by its name."""

from __future__ import annotations

from collections.abc import Mapping

from practice.scenarios.contract import Scenario
from practice.scenarios.crypto_miner import CryptoMiner
from practice.scenarios.emptied_bucket import EmptiedBucket
from practice.scenarios.insider import Insider
from practice.scenarios.leaked_key import LeakedKey
from practice.scenarios.public_bucket import PublicBucket

SCENARIOS: Mapping[str, type[Scenario]] = {
    "crypto-miner": CryptoMiner,
    "emptied-bucket": EmptiedBucket,
    "insider": Insider,
    "leaked-key": LeakedKey,
    "public-bucket": PublicBucket,
}
