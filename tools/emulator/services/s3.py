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


notifications._get_s3_event = get_event


def get_permission(bucket, action, resource):
    """By statements without a condition: moto reads no conditions, and would deny all requests, not plain HTTP alone."""
    from moto.iam.access_control import IAMPolicy, PermissionResult

    policy = json.loads(bucket.policy or '{"Statement": []}')
    statements = [statement for statement in policy["Statement"] if "Condition" not in statement]
    if not statements:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps({**policy, "Statement": statements})).is_action_permitted(action, resource)


models.FakeBucket.get_permission = get_permission
