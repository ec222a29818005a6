import json
from urllib.parse import quote_plus

from moto.s3 import notifications


def get_event(event_name, bucket, key, notification_id, get=notifications._get_s3_event):
    """As from AWS: slashes in keys are left alone, and a bucket that has versions names the object's."""
    event = get(event_name, bucket, key, notification_id)
    described = event["Records"][0]["s3"]["object"]
    described["key"] = quote_plus(key.name, safe="/")
    if bucket.is_versioned:
        described["versionId"] = key.version_id
    return event


def get_permission(bucket, action, resource):
    """moto reads no conditions, and would take the denial of plain HTTP for one of all requests."""
    from moto.iam.access_control import IAMPolicy, PermissionResult

    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy)
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    unconditional = [statement for statement in statements if "Condition" not in statement]
    return IAMPolicy(json.dumps({**policy, "Statement": unconditional})).is_action_permitted(action, resource)


notifications._get_s3_event = get_event
models.FakeBucket.get_permission = get_permission


def to_config_dict(bucket, to_dict=models.FakeBucket.to_config_dict):
    """With the default encryption, which moto leaves out; on AWS, every bucket has one."""
    item = to_dict(bucket)
    rules = (bucket.encryption or {}).get("Rule", [])
    rules = rules if isinstance(rules, list) else [rules]
    defaults = [rule.get("ApplyServerSideEncryptionByDefault", {}) for rule in rules]
    item["supplementaryConfiguration"]["ServerSideEncryptionConfiguration"] = {
        "rules": [
            {
                "applyServerSideEncryptionByDefault": {
                    "sseAlgorithm": default.get("SSEAlgorithm"), "kmsMasterKeyID": default.get("KMSMasterKeyID"),
                },
            }
            for default in defaults or [{"SSEAlgorithm": "AES256"}]
        ],
    }
    return item


models.FakeBucket.to_config_dict = to_config_dict
