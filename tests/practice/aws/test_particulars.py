from __future__ import annotations

from practice.aws.particulars import of_call, of_things
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import a_call


def test_a_call_that_tags_gives_its_keys_and_values() -> None:
    tags = [{"Key": "secbot:isolated", "Value": "true"}, {"Key": "Owner", "Value": "ann"}]
    call = a_call("ec2", "CreateTags", Resources=["i-1"], Tags=tags)

    assert of_call(call) == {
        "aws:tagkeys": ("secbot:isolated", "Owner"),
        "aws:requesttag/secbot:isolated": "true",
        "aws:requesttag/owner": "ann",
    }
    assert of_call(a_call("ec2", "DeleteTags", Resources=["i-1"])) == {}


def test_a_call_that_modifies_gives_the_attribute_and_its_value() -> None:
    protect = a_call(
        "ec2", "ModifyInstanceAttribute", InstanceId="i-1", DisableApiTermination={"Value": True}
    )

    assert of_call(protect) == {"ec2:attribute/disableapitermination": "true"}
    groups = a_call("ec2", "ModifyInstanceAttribute", InstanceId="i-1", Groups=["sg-1"])
    assert of_call(groups) == {}


def test_a_bucket_is_of_its_owners_account(aws: SimulatedAws, account: str) -> None:
    bucket = f"of-{account}"
    aws.client("s3", account).create_bucket(Bucket=bucket)

    call = a_call("s3", "PutPublicAccessBlock", account="111122223333", Bucket=bucket)
    assert of_call(call) == {"aws:resourceaccount": account}
    unknown = a_call("s3", "PutPublicAccessBlock", account="111122223333", Bucket="none-there")
    assert of_call(unknown) == {"aws:resourceaccount": "111122223333"}


def test_a_thing_of_ec2_has_its_tags_and_other_services_are_not_looked_at(
    aws: SimulatedAws, account: str
) -> None:
    ec2 = aws.client("ec2", account)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Owner", "Value": "ann"}])
    arn = f"arn:aws:ec2:us-east-1:{account}:vpc/{vpc}"

    found = of_things(a_call("ec2", "DeleteVpc", account=account), (arn, "arn:none/vpc-0"))
    assert found == {arn: {"aws:resourcetag/owner": "ann"}, "arn:none/vpc-0": {}}
    assert of_things(a_call("s3", "DeleteBucket", account=account), (arn,)) == {}
    assert of_call(a_call("iam", "TagUser", UserName="ann")) == {}
