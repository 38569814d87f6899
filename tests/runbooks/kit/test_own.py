"""Every text in a call's parameters is found, however deep."""

from __future__ import annotations

from runbooks.kit.own import texts


def test_names_and_values_are_found_at_any_depth() -> None:
    nested = {"Tags": [{"Key": "a", "Value": "b"}], "Count": 3, "Name": "c"}

    assert list(texts(nested)) == ["Tags", "Key", "a", "Value", "b", "Count", "Name", "c"]
    assert list(texts(None)) == []
