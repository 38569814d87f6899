"""The types of finding that tell of an instance in somebody else's hands."""

from __future__ import annotations

COMPROMISED = (
    "guardduty:Backdoor:EC2/*",
    "guardduty:Backdoor:Runtime/*",
    "guardduty:CryptoCurrency:EC2/*",
    "guardduty:CryptoCurrency:Runtime/*",
    "guardduty:Trojan:EC2/*",
    "guardduty:Trojan:Runtime/*",
    "guardduty:Impact:EC2/AbusedDomainRequest*",
    "guardduty:Impact:EC2/BitcoinDomainRequest*",
    "guardduty:Impact:EC2/MaliciousDomainRequest*",
    "guardduty:Impact:EC2/PortSweep",
    "guardduty:Impact:EC2/SuspiciousDomainRequest*",
    "guardduty:Impact:Runtime/*",
    "guardduty:UnauthorizedAccess:EC2/MaliciousIPCaller*",
    "guardduty:UnauthorizedAccess:EC2/MetadataDNSRebind",
    "guardduty:UnauthorizedAccess:EC2/Tor*",
    "guardduty:UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration*",
    "guardduty:UnauthorizedAccess:Runtime/*",
    "guardduty:DefenseEvasion:Runtime/*",
    "guardduty:Discovery:Runtime/*",
    "guardduty:Execution:Container/*",
    "guardduty:Execution:EC2/MaliciousFile",
    "guardduty:Execution:Runtime/*",
    "guardduty:Persistence:Runtime/*",
    "guardduty:PrivilegeEscalation:Runtime/*",
    "guardduty:AttackSequence:EC2/CompromisedInstanceGroup",
)
