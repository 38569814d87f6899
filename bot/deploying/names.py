"""What secbot's own things are called in an account: the roles, the policies, the topic."""

from __future__ import annotations

from runbooks.kit import own
from runbooks.kit.denial import POLICY

READ_ROLE = "secbot-read"
CONTAIN_ROLE = "secbot-contain"
RELEASE_ROLE = "secbot-release"
SYNC_ROLE = "secbot-sync"
CANARY_POLICY = "secbot-canary"
"""As a policy file has them that does not say otherwise (`bot.domain.policy.Account`)."""

DENY_ALL = POLICY
"""The managed policy that contains a principal: it denies everything and is attached as it is."""

BOUNDARY = "SecbotBoundary"
RUN = "SecbotRun"
RECEIVE = "SecbotReceive"
TOPIC = "secbot-findings"
QUEUE = "secbot-findings"
DEAD_LETTERS = "secbot-findings-dead-letters"
GUARD = "secbot-guard"
"""The topic that pages beyond the bot, and how the names of the rules begin that lead to it."""
STACK = "secbot"
"""How the names of secbot's stacks begin."""

BOT = own.BOT
"""The user or role that the bot runs as: whoever could change it would be held by nothing."""
OWN = f"{own.OURS}*"
OWN_POLICIES = "Secbot*"
TAGS = f"{own.PREFIX}*"
QUARANTINE_TAG = own.QUARANTINED
"""The tag of the groups that isolated interfaces are moved into."""
