"""The kinds of resource that questions are asked about, by ASFF's names."""

from __future__ import annotations

INSTANCE = "AwsEc2Instance"
BUCKET = "AwsS3Bucket"
ACCESS_KEY = "AwsIamAccessKey"
USER = "AwsIamUser"
ROLE = "AwsIamRole"
OF_EC2 = "AwsEc2"
"""https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html"""
