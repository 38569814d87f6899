from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import backends
from moto.core import responses
from moto.core.utils import method_names_from_class
from moto.ec2.responses import EC2Response
from moto.iam.responses import IamResponse

from practice.aws.patching import Patches
from practice.aws.remembering import put_memory


@pytest.fixture
def patches() -> Iterator[Patches]:
    made = Patches()
    yield made
    made.undo()


def names(kind: type[Any]) -> Any:
    """Return the methods of a class, as moto asks for them at each call."""
    return vars(responses)["method_names_from_class"](kind)


def test_what_is_remembered_is_what_moto_finds_by_itself(patches: Patches) -> None:
    services = list(backends.list_of_moto_modules())

    put_memory(patches)

    for kind in (EC2Response, IamResponse, EC2Response):
        assert names(kind) == method_names_from_class(kind)
        assert list(backends.list_of_moto_modules()) == services


def test_it_is_worked_out_once(patches: Patches) -> None:
    put_memory(patches)

    assert names(EC2Response) is names(EC2Response)
    assert backends.list_of_moto_modules() is backends.list_of_moto_modules()
