import json

import flask


def update_table(backend, *args, update=models.DynamoDBBackend.update_table, **inputs):
    """Creates the replicas that moto ignores: a table in each region, all of which have the same items."""
    table = update(backend, *args, **inputs)
    for change in json.loads(flask.request.get_data()).get("ReplicaUpdates", []):
        region = change["Create"]["RegionName"]
        replica = models.dynamodb_backends[backend.account_id][region].create_table(
            table.name,
            table.schema,
            None,
            table.attr,
            None,
            None,
            dict(table.stream_specification),
            table.billing_mode,
            {"Enabled": True, "SSEType": "KMS"} if table.sse_specification else None,
            [],
            False,
            None,
        )
        replica.items = table.items
        replicas = [*getattr(table, "replicas", [table]), replica]
        for member in replicas:
            member.replicas = replicas
    return table


def describe(table, base_key="TableDescription", describe=models.Table.describe):
    description = describe(table, base_key)
    others = [other.region_name for other in getattr(table, "replicas", []) if other is not table]
    if others:
        description[base_key]["Replicas"] = [{"RegionName": name, "ReplicaStatus": "ACTIVE"} for name in others]
        description[base_key]["GlobalTableVersion"] = "2019.11.21"
    return description


models.DynamoDBBackend.update_table = update_table
models.Table.describe = describe
