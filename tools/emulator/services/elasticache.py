from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse


class DefaultUserRequired(ElastiCacheException):
    code = "DefaultUserRequired"

    def __init__(self):
        super().__init__("A user group must contain a user with the username default.")


def create_user_group(backend, group_id, engine, user_ids, tags):
    """moto has users of caches, but no groups of them."""
    users = [backend.describe_users(user_id)[0] for user_id in user_ids]
    if engine == "redis" and not any(user.name == "default" for user in users):
        raise DefaultUserRequired()
    arn = f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:usergroup:{group_id}"
    group = {"UserGroupId": group_id, "ARN": arn, "Engine": engine, "Status": "active", "UserIds": user_ids}
    backend.user_groups = {**backend.user_groups, group_id: group}
    backend.tagging_service.tag_resource(arn, tags)
    return group


def answer_create_user_group(self):
    params = self._get_params()
    return ActionResult(self.elasticache_backend.create_user_group(
        params["UserGroupId"], params["Engine"].lower(), params.get("UserIds", []), params.get("Tags", [])))


def answer_describe_user_groups(self):
    group_id = self._get_params().get("UserGroupId")
    groups = self.elasticache_backend.user_groups.values()
    return ActionResult({
        "UserGroups": [group for group in groups if group_id in (None, group["UserGroupId"])]})


models.ElastiCacheBackend.user_groups = {}
models.ElastiCacheBackend.create_user_group = create_user_group
ElastiCacheResponse.create_user_group = answer_create_user_group
ElastiCacheResponse.describe_user_groups = answer_describe_user_groups
