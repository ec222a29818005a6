from moto.s3 import notifications


def get_event(event_name, bucket, key, notification_id, get=notifications._get_s3_event):
    """With the object's version, which AWS names in events of a bucket that has versions."""
    event = get(event_name, bucket, key, notification_id)
    if bucket.is_versioned:
        event["Records"][0]["s3"]["object"]["versionId"] = key.version_id
    return event


notifications._get_s3_event = get_event
