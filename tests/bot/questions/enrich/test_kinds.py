"""Tests of the kinds of resource."""

from __future__ import annotations

import botocore.session

from bot.questions.enrich import kinds


def test_each_kind_is_asff_s_own_name_for_it() -> None:
    """Security Hub's model in botocore lists every type that has details."""
    hub = botocore.session.Session().get_service_model("securityhub")
    known = hub.shape_for("ResourceDetails").members  # type: ignore[attr-defined]

    named = {kinds.INSTANCE, kinds.BUCKET, kinds.ACCESS_KEY, kinds.USER, kinds.ROLE}
    assert named <= set(known)
    assert any(name.startswith(kinds.OF_EC2) for name in known)
