"""The AWS account and Region that a runbook or a question works in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

if TYPE_CHECKING:
    from mypy_boto3_autoscaling import AutoScalingClient
    from mypy_boto3_cloudtrail import CloudTrailClient
    from mypy_boto3_detective import DetectiveClient
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_elbv2 import ElasticLoadBalancingv2Client
    from mypy_boto3_guardduty import GuardDutyClient
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_organizations import OrganizationsClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3control import S3ControlClient
    from mypy_boto3_securityhub import SecurityHubClient


class Aws(Protocol):
    """One account and Region; its clients are boto3's, and block the calling thread."""

    @property
    def account(self) -> str:
        """Return the twelve-digit account number."""
        ...

    @property
    def region(self) -> str:
        """Return the Region's code."""
        ...

    @property
    def partition(self) -> str:
        """Return `aws`, `aws-cn` or `aws-us-gov`."""
        ...

    @property
    def execution(self) -> str:
        """Return the id of the execution that runs, such as `A-19X`, or an empty string."""
        ...

    @overload
    def read(self, service: Literal["s3"]) -> S3Client: ...
    @overload
    def read(self, service: Literal["ec2"]) -> EC2Client: ...
    @overload
    def read(self, service: Literal["iam"]) -> IAMClient: ...
    @overload
    def read(self, service: Literal["organizations"]) -> OrganizationsClient: ...
    @overload
    def read(self, service: Literal["autoscaling"]) -> AutoScalingClient: ...
    @overload
    def read(self, service: Literal["elbv2"]) -> ElasticLoadBalancingv2Client: ...
    @overload
    def read(self, service: Literal["cloudfront", "config", "elb", "events", "lambda"]) -> Any: ...
    @overload
    def read(
        self, service: Literal["accessanalyzer", "acm", "cloudwatch", "inspector2", "macie2"]
    ) -> Any: ...
    @overload
    def read(self, service: Literal["health", "support"], region: str = "") -> Any: ...
    @overload
    def read(self, service: Literal["cloudtrail"]) -> CloudTrailClient: ...
    @overload
    def read(self, service: Literal["guardduty"]) -> GuardDutyClient: ...
    @overload
    def read(self, service: Literal["securityhub"]) -> SecurityHubClient: ...
    @overload
    def read(self, service: Literal["s3control"]) -> S3ControlClient: ...
    @overload
    def read(self, service: Literal["detective"]) -> DetectiveClient: ...
    @overload
    def read(self, service: Literal["cloudtrail"], region: str = "") -> CloudTrailClient: ...
    def read(self, service: str, region: str = "") -> Any:
        """Return a client under the read role; it refuses what was not declared as read.

        Another Region than the account's is for what AWS keeps in one place, such as the events
        of IAM (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html).
        """
        ...

    @overload
    def change(self, service: Literal["s3"]) -> S3Client: ...
    @overload
    def change(self, service: Literal["ec2"]) -> EC2Client: ...
    @overload
    def change(self, service: Literal["iam"]) -> IAMClient: ...
    @overload
    def change(self, service: Literal["autoscaling"]) -> AutoScalingClient: ...
    @overload
    def change(self, service: Literal["elbv2"]) -> ElasticLoadBalancingv2Client: ...
    @overload
    def change(self, service: Literal["detective"]) -> DetectiveClient: ...
    @overload
    def change(self, service: Literal["s3control"]) -> S3ControlClient: ...
    def change(self, service: str) -> Any:
        """Return a client that makes the running step's call, with its parameters, only."""
        ...
