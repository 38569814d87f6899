from __future__ import annotations

from moto.core.utils import get_service_model

from practice.aws.wire import from_wire


def test_members_get_the_apis_names_even_where_capitals_would_not_do() -> None:
    shape = get_service_model("guardduty").shape_for("Finding")
    travels = {
        "id": "f1",
        "severity": 8,
        "resource": {
            "instanceDetails": {
                "productCodes": [{"productCodeId": "p", "productCodeType": "marketplace"}]
            },
            "kubernetesDetails": None,
        },
        "service": {"action": {"kubernetesApiCallAction": {"sourceIPs": ["192.0.2.1"]}}},
        "somethingNew": {"unknown": True},
    }

    assert from_wire(shape, travels) == {
        "Id": "f1",
        "Severity": 8,
        "Resource": {
            "InstanceDetails": {"ProductCodes": [{"Code": "p", "ProductType": "marketplace"}]}
        },
        "Service": {"Action": {"KubernetesApiCallAction": {"SourceIps": ["192.0.2.1"]}}},
    }


def test_a_map_keeps_its_own_names() -> None:
    shape = get_service_model("guardduty").shape_for("TagMap")

    assert from_wire(shape, {"ownTag": "Value"}) == {"ownTag": "Value"}


def test_nothing_stays_nothing() -> None:
    assert from_wire(get_service_model("guardduty").shape_for("Finding"), None) is None
