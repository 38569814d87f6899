"""What an OCSF finding tells of the other side, of what ran and of malware."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.ocsf_evidence import (
    MOST_RELATED,
    MOST_THREATS,
    actors_in,
    process_in,
    related_in,
    remote_in,
    threats_in,
)
from bot.intake.formats.remote import MOST
from bot.intake.formats.tolerant import Tolerant

SIDES = {
    "src_endpoint": {"ip": "198.51.100.7"},
    "dst_endpoint": {"ip": "203.0.113.9", "hostname": "c2.evil.example"},
}


def remote(*evidences: Any, **fields: Any) -> tuple[str, ...]:
    return remote_in(Tolerant({"evidences": list(evidences), **fields}))


def test_who_calls_in_is_the_source_and_whom_a_workload_calls_is_the_target() -> None:
    assert remote(SIDES) == ("198.51.100.7",)
    assert remote({**SIDES, "connection_info": {"direction_id": 1}}) == ("198.51.100.7",)
    outbound = {**SIDES, "connection_info": {"direction_id": 2}}
    assert remote(outbound) == ("203.0.113.9", "c2.evil.example")


def test_all_evidences_count_each_once_and_there_is_a_most() -> None:
    asked = {"query": {"hostname": "pool.example"}}
    assert remote(SIDES, asked, SIDES) == ("198.51.100.7", "pool.example")
    many = [{"src_endpoint": {"ip": f"198.51.100.{n}"}} for n in range(MOST + 50)]
    assert len(remote(*many)) == MOST


def test_observables_count_where_no_evidence_has_a_side() -> None:
    observables = [
        {"name": "evidences[].src_endpoint.ip", "type_id": 2, "value": "198.51.100.7"},
        {"name": "evidences[].query.hostname", "type_id": 1, "value": "pool.example"},
        {"name": "resources[].uid", "type_id": 10, "value": "AKIA1"},
        {"name": "resources[].ip", "type_id": 2, "value": "10.0.0.1"},
        "junk",
    ]
    assert remote(observables=observables) == ("198.51.100.7", "pool.example")
    assert remote({"src_endpoint": {"ip": "192.0.2.1"}}, observables=observables) == ("192.0.2.1",)


def test_users_among_observables_have_acted_only_where_they_are_named_so() -> None:
    observables = [
        {"name": "evidences[].actor.user.name", "type_id": 4, "value": "mallory"},
        {"name": "evidences[].actor.user.name", "type_id": 4, "value": "mallory"},
        {"name": "evidences[].actor.process.user.name", "type_id": 4, "value": "root"},
        {"name": "evidences[].process.actor.user.name", "type_id": 4, "value": "www-data"},
        {"name": "resources[].owner.name", "type_id": 4, "value": "ann"},
        {"name": "evidences[].actor.user.name", "type_id": 5, "value": "mallory@evil.example"},
    ]
    assert actors_in(Tolerant({"observables": observables})) == ("mallory",)


def test_related_findings_are_those_of_the_same_product_and_there_is_a_most() -> None:
    related = [
        {"uid": "one"},
        {"uid": "two", "product": {"uid": "own"}},
        {"uid": "three", "product_uid": "own"},
        {"uid": "four", "product": {"uid": "another's"}},
        {"type": "no id"},
        {"uid": "one"},
    ]
    told = related_in(Tolerant({"related_events": related}), lambda product: product == "own")
    assert told == ("one", "two", "three")
    many = {"related_events": [{"uid": str(n)} for n in range(MOST_RELATED * 2)]}
    assert len(related_in(Tolerant(many), lambda _: True)) == MOST_RELATED


def test_a_process_is_its_path_then_its_name_wherever_it_stands() -> None:
    curl = {"name": "curl", "file": {"path": "/usr/bin/curl"}}
    assert process_in(Tolerant({"evidences": [{}, {"process": curl}]})) == "/usr/bin/curl"
    assert process_in(Tolerant({"evidences": [{"actor": {"process": {"name": "sh"}}}]})) == "sh"
    assert process_in(Tolerant({"process": curl})) == "/usr/bin/curl"
    assert process_in(Tolerant({})) == ""


def test_malware_is_named_each_once_and_there_is_a_most() -> None:
    body = {"malware": [{"name": "EICAR"}, {}], "evidences": [{"malware": [{"name": "EICAR"}]}]}
    assert threats_in(Tolerant(body)) == ("EICAR",)
    many = {"malware": [{"name": f"m{n}"} for n in range(MOST_THREATS * 2)]}
    assert len(threats_in(Tolerant(many))) == MOST_THREATS


@pytest.mark.parametrize("junk", [None, 1, "x", [1], {"a": 1}, [{"src_endpoint": "x"}]])
def test_nothing_raises(junk: Any) -> None:
    body = Tolerant({"evidences": junk, "malware": junk, "observables": junk, "process": junk})
    assert (remote_in(body), process_in(body), threats_in(body)) == ((), "", ())
