"""The people's rows: the one place that says whose pseudonym is whose."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Insert, Row, bindparam, select, update

from bot.domain.people import Person
from bot.store.dialects import insert, insert_on, kind_of
from bot.store.erasure import erase
from bot.store.schema import person, slack_account

_PSEUDONYM_BYTES = 8
_BY_IDENTITY = select(person).where(person.c.identity == bindparam("identity"))
_HOLDING = _BY_IDENTITY.with_for_update()
_BY_SLACK = (
    select(person).join(slack_account).where(slack_account.c.slack_id == bindparam("identity"))
)
_AS_PLACED = (
    select(person, slack_account.c.team)
    .outerjoin(
        slack_account,
        (slack_account.c.pseudonym == person.c.pseudonym)
        & (slack_account.c.slack_id == bindparam("slack_id")),
    )
    .where(person.c.identity == bindparam("identity"))
)


class PersonRows:
    """Fulfils the people port, and gives the records their pseudonyms.

    Who was looked up stays known for the transaction: whoever acts is mostly written down too.
    """

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection
        self._pseudonyms: dict[str, str] = {}

    def know(self, person: Person) -> str:
        """Keep or refresh a person, and return the pseudonym of the identity.

        What Slack did not tell this time (no address, no name) takes nothing away that is kept.
        """
        named = {"identity": person.identity, "slack_id": person.slack_id}
        found = self._connection.execute(_AS_PLACED, named).first()
        if found is not None and _is_fresh(found, person):
            pseudonym = str(found.pseudonym)
        else:
            pseudonym = self._known(person) or self._add(person.identity)
            self._refresh(pseudonym, person)
            if person.slack_id:
                self._place(person, pseudonym)
        self._pseudonyms[person.identity] = pseudonym
        return pseudonym

    def hold(self, identity: str) -> None:
        self._connection.execute(_HOLDING, {"identity": identity})

    def name_of(self, identity: str) -> str:
        found = self._find(identity)
        return found.name if found is not None and found.name else identity

    def identity_of(self, slack_id: str) -> str:
        found = self._find(slack_id)
        return slack_id if found is None else str(found.identity)

    def erase(self, identity: str) -> bool:
        """Forget a person's name and addresses; the pseudonym stays in the chain.

        Executions and incidents that are still open keep the person until they have ended, for
        nobody may approve what they asked for: erase again then.
        """
        found = self._find(identity)
        if found is None:
            return False
        erase(self._connection, str(found.pseudonym), str(found.identity))
        self._pseudonyms.clear()
        return True

    def pseudonym(self, identity: str) -> str | None:
        """Return the pseudonym of an identity or of a Slack id, or None where nobody is kept."""
        found = self._find(identity)
        return None if found is None else str(found.pseudonym)

    def pseudonyms(self, identities: AbstractSet[str]) -> Mapping[str, str]:
        """Return the pseudonym of each identity, making one where there is none yet."""
        for each in sorted(identities - self._pseudonyms.keys()):
            self._pseudonyms[each] = self.pseudonym(each) or self._add(each)
        return {each: self._pseudonyms[each] for each in identities}

    def _known(self, known: Person) -> str | None:
        """Return the pseudonym of a person, who may have been kept by the Slack id alone."""
        found = self._find(known.identity)
        if found is None and known.slack_id:
            found = self._find(known.slack_id)
            if found is not None and found.email:
                return None
        return None if found is None else str(found.pseudonym)

    def _add(self, identity: str) -> str:
        pseudonym = token_hex(_PSEUDONYM_BYTES)
        self._connection.execute(
            insert(self._connection, person).values(
                pseudonym=pseudonym, identity=identity, email="", name=""
            )
        )
        return pseudonym

    def _refresh(self, pseudonym: str, known: Person) -> None:
        told = {"name": known.name} if known.name else {}
        if known.email:
            told |= {"email": known.email, "identity": known.identity}
        if told:
            self._connection.execute(
                update(person).where(person.c.pseudonym == pseudonym).values(told)
            )

    def _place(self, known: Person, pseudonym: str) -> None:
        row = {"slack_id": known.slack_id, "pseudonym": pseudonym, "team": known.team}
        self._connection.execute(_placing(kind_of(self._connection)), row)

    def _find(self, identity: str) -> Row[Any] | None:
        """Return the person of an identity, or of a Slack id."""
        named = {"identity": identity}
        found = self._connection.execute(_BY_IDENTITY, named).first()
        return found or self._connection.execute(_BY_SLACK, named).first()


def _is_fresh(kept: Row[Any], known: Person) -> bool:
    """Say whether nothing that Slack tells of a person differs from what is kept."""
    is_placed = not known.slack_id or kept.team == known.team
    is_same = not known.email or kept.email == known.email
    return is_placed and is_same and (not known.name or kept.name == known.name)


@cache
def _placing(kind: str) -> Insert:
    """Return the statement that writes down whose a Slack id is."""
    adding = insert_on(kind, slack_account)
    fresh = {"pseudonym": adding.excluded.pseudonym, "team": adding.excluded.team}
    return adding.on_conflict_do_update(index_elements=["slack_id"], set_=fresh)
