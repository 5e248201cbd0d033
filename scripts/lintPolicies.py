"""Lints IAM policies with parliament: policies by name on standard input, its findings on standard output."""

import json
import sys

from parliament import analyze_policy_string

findings = [
    {"policy": name, "issue": finding.issue, "detail": finding.detail}
    for name, policy in json.load(sys.stdin).items()
    for finding in analyze_policy_string(
        json.dumps(policy), include_community_auditors=True
    ).findings
]
json.dump(findings, sys.stdout)
