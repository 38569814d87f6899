"""Models are read leanly, and say what botocore's own way of reading them says."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import JSONFileLoader, Loader

from bot.aws.models import ModelFiles
from bot.aws.sessions import Keys, Sessions
from bot.aws.surroundings import AwsSurroundings

BUILT_IN = Path(Loader.BUILTIN_DATA_PATH)


def told(part: Any) -> Any:
    """Return a part without the texts that document it."""
    if isinstance(part, dict):
        named = {key: told(value) for key, value in part.items()}
        return named | ({"documentation": ""} if isinstance(part.get("documentation"), str) else {})
    return [told(each) for each in part] if isinstance(part, list) else part


@pytest.mark.parametrize(
    "name",
    [
        "sts/2011-06-15/service-2",
        "s3/2006-03-01/endpoint-rule-set-1",
        "apigateway/2015-07-09/service-2",
        "partitions",
    ],
)
def test_a_model_lacks_nothing_but_its_prose(name: str) -> None:
    model = ModelFiles().load_file(str(BUILT_IN / name))

    assert model == told(JSONFileLoader().load_file(str(BUILT_IN / name)))
    assert list(model) == list(JSONFileLoader().load_file(str(BUILT_IN / name)))


def test_a_member_that_is_called_documentation_stays(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(
        '{"documentation": "<p>Long.</p>", "members": {"documentation": {"shape": "String"}}}'
    )

    assert ModelFiles().load_file(str(tmp_path / "own")) == {
        "documentation": "",
        "members": {"documentation": {"shape": "String"}},
    }


def test_a_model_that_there_is_not_is_none(tmp_path: Path) -> None:
    assert ModelFiles().load_file(str(tmp_path / "none")) is None


def test_every_client_is_made_from_models_that_are_read_leanly() -> None:
    with closing(Sessions(Keys("AKIAONE", "secret-of-one"), "eu-west-1")) as sessions:
        model = sessions.home("sts").meta.service_model

    assert model.documentation == ""
    assert model.operation_model("AssumeRole").documentation == ""
    assert "AccessKeyId" in model.shape_for("Credentials").required_members


def test_models_are_looked_for_where_aws_data_path_says_and_read_once(tmp_path: Path) -> None:
    around = AwsSurroundings({"AWS_DATA_PATH": str(tmp_path)}, {})
    first, second = (around.session().get_component("data_loader") for _ in range(2))

    assert str(tmp_path) in first.search_paths
    assert first is second
