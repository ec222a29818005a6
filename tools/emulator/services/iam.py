import os
import re
import threading

# Stacks are deployed side by side.
loading = threading.Lock()


def attach_role_policy(backend, policy_arn, role_name, attach=models.IAMBackend.attach_role_policy):
    """Loads AWS's own policies, which take seconds, when the first of them is attached."""
    with loading:
        if ":iam::aws:" in policy_arn and not backend.aws_managed_policies:
            os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
            backend.aws_managed_policies = backend._init_aws_policies()
            backend.managed_policies.update(backend._init_managed_policies())
    attach(backend, policy_arn, role_name)


models.IAMBackend.attach_role_policy = attach_role_policy


def get_account_id_from(access_key, get=models.get_account_id_from):
    """An access key that ends with the number of an account is that account's."""
    number = re.fullmatch(r"EMULATED(\d{12})", access_key)
    return number[1] if number else get(access_key)


models.get_account_id_from = get_account_id_from
