"""Every text in a call's parameters is found, however deep."""

from __future__ import annotations

from runbooks.kit.own import is_ours, texts


def test_names_and_values_are_found_at_any_depth() -> None:
    nested = {"Tags": [{"Key": "a", "Value": "b"}], "Count": 3, "Name": "c"}

    assert list(texts(nested)) == ["Tags", "Key", "a", "Value", "b", "Count", "Name", "c"]
    assert list(texts(None)) == []


def test_only_secbots_own_names_are_ours() -> None:
    assert is_ours("secbot")
    assert is_ours("secbot-contain")
    assert not is_ours("secbots")
    assert not is_ours("not-secbot")
