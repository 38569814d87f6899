"""Hands AWS's own variables on to botocore where it would not find them by itself.

botocore reads the variables of its process. It does not see what stands in a `.env` file, and it
knows the Region as AWS_DEFAULT_REGION only, where AWS's other SDKs and its command line take
AWS_REGION first:
https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from botocore.configprovider import BOTOCORE_DEFAUT_SESSION_VARIABLES
from botocore.session import Session, get_session

from bot.aws.models import loader
from bot.domain.words import settings as words
from runbooks.kit.text import Said

AWS = "AWS_"
REGION = ("AWS_REGION", "AWS_DEFAULT_REGION")
KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
PROFILE = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE")
ENDPOINT = "AWS_ENDPOINT_URL"
IGNORE_ENDPOINTS = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
OF_THE_PROCESS = (
    "AWS_CONTAINER_",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_LOGIN_",
    "AWS_ROLE_",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
"""What botocore takes from its process alone, with no way to hand it on."""


@dataclass(frozen=True, slots=True)
class AwsSurroundings:
    """What AWS's SDK should know: `environ` is all variables, `process` those that it sees itself.

    Who secbot is comes from one of the two only: where the process names a key or a profile,
    neither of the file counts.
    """

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    process: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @property
    def region(self) -> str | None:
        """Return the home Region, or None where no variable names one."""
        return next((self.environ[name] for name in REGION if self.environ.get(name)), None)

    def session(self) -> Session:
        """Return a botocore session that knows what only `environ` has, and reads models leanly."""
        session, told = get_session(), self._told()
        for name, (_, variables, _, convert) in BOTOCORE_DEFAUT_SESSION_VARIABLES.items():
            listed = variables if isinstance(variables, list) else [variables]
            found = next((told[each] for each in listed if each in told), None)
            if found is not None:
                session.set_config_variable(name, convert(found) if convert else found)
        if KEYS[0] in told:
            access, secret, token = (told.get(name, "") for name in KEYS)
            session.set_credentials(access, secret, token or None)
        models = loader(session.get_config_variable("data_path"))
        session.register_component("data_loader", models)
        return session

    def endpoint(self, session: Session, service: str) -> str | None:
        """Return the address that variables give a service, or None.

        https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
        """
        if self.environ.get(IGNORE_ENDPOINTS, "").lower() == "true":
            return None
        identity = session.get_service_model(service).service_id.replace(" ", "_").upper()
        own = self.environ.get(f"{ENDPOINT}_{identity}")
        return own or self.environ.get(ENDPOINT) or None

    def faults(self) -> tuple[Said, ...]:
        """Return a sentence for each variable that can't be handed on."""
        told = sorted(name for name in self._told() if name.startswith(OF_THE_PROCESS))
        return tuple(words.NOT_HANDED_ON.fill(name=name) for name in told)

    def _told(self) -> dict[str, str]:
        """Return what has to be told to botocore: of `environ`, what is not the process's own."""
        named = {name: each for name, each in self.environ.items() if name.startswith(AWS) and each}
        told = {name: each for name, each in named.items() if self.process.get(name) != each}
        if any(self.process.get(name) for name in (*KEYS, *PROFILE)):
            return {name: each for name, each in told.items() if name not in (*KEYS, *PROFILE)}
        return told
