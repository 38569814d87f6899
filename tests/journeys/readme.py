"""The commands of the README, read from it and run: the shell's, the AWS command line's, Slack's."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore import xform_name

from tests.bot.verbs.commands import ROOT

LARGEST_BODY = 51_200
"""Bytes of a template that CloudFormation takes without a bucket:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""

STEP = re.compile(r"^\*\*(\d+)\. ", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: which of the ten steps it stands in, its language, and its text."""

    step: int
    language: str
    text: str

    def lines(self, known: Mapping[str, str]) -> list[str]:
        """Return its lines, with what a reader replaces replaced."""
        return filled(self.text, known).splitlines()


def filled(text: str, known: Mapping[str, str]) -> str:
    """Replace what the README writes in capitals, longest first."""
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, known[name])
    return text


def blocks() -> Iterator[Block]:
    """Yield every block of the ten steps, in order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Ten steps to live\n")[2].partition("\n## ")[0]
    _, *parts = STEP.split(section)
    for number, text in zip(parts[::2], parts[1::2], strict=True):
        for language, body in FENCE.findall(text):
            yield Block(int(number), language, body)


def aws_call(line: str) -> tuple[str, str, dict[str, Any]]:
    """Return the service, operation and options of an `aws` line; options may have many values."""
    _, service, operation, *rest = shlex.split(line)
    options: dict[str, Any] = {}
    name = ""
    for word in rest:
        if word.startswith("--"):
            name = word.removeprefix("--")
            options[name] = []
        else:
            options[name].append(word)
    return service, operation, options


def ask_aws(client: Any, operation: str, options: Mapping[str, list[str]]) -> Any:
    """Call what an `aws` line means, by botocore's own model of the operation."""
    method = operation.replace("-", "_")
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
    members = {
        xform_name(name, "-"): (name, shape) for name, shape in model.input_shape.members.items()
    }
    given: dict[str, Any] = {}
    for option, values in options.items():
        name, shape = members[option]
        given[name] = values if shape.type_name == "list" else values[0]
    return getattr(client, method)(**given)


def deploy_stack(
    client: Any, options: Mapping[str, list[str]], stacks: dict[str, dict[str, str]]
) -> None:
    """Do what `aws cloudformation deploy` does: make the stack, or change it and keep the rest.

    A template that is too large for a call of CloudFormation's needs a bucket to be put into.
    `stacks` are the parameters of before by the stack's name, which are added to: the simulated
    AWS does not know the previous value of one that had its default.
    """
    (name,), (path,) = options["stack-name"], options["template-file"]
    body = (ROOT / path).read_text(encoding="utf-8")
    assert len(body.encode()) <= LARGEST_BODY or options.get("s3-bucket"), f"{path} is too large"
    is_new = name not in stacks
    kept = stacks.setdefault(name, {})
    kept.update(dict(each.split("=", 1) for each in options["parameter-overrides"]))
    change = client.create_stack if is_new else client.update_stack
    change(
        StackName=name,
        TemplateBody=body,
        Capabilities=options.get("capabilities", []),
        Parameters=[{"ParameterKey": key, "ParameterValue": each} for key, each in kept.items()],
    )
