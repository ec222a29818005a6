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
