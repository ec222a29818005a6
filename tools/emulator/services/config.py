import json
import threading
import time
import uuid
from datetime import datetime, timezone

from moto.config import exceptions
from moto.config.responses import ConfigResponse
from moto.core.exceptions import JsonRESTError

Backend = models.ConfigBackend
MOST_EVALUATIONS = 100


def put_config_rule(backend, config_rule, tags=None, put=Backend.put_config_rule):
    """AWS takes a rule only where there is a recorder, and where Config may invoke the rule's function."""
    if not backend.recorders:
        raise JsonRESTError(
            "NoAvailableConfigurationRecorderException",
            "Configuration recorder is not available to put config rule.",
        )
    source = config_rule["Source"]
    if source.get("Owner") == "CUSTOM_LAMBDA" and not may_invoke(backend, source["SourceIdentifier"]):
        raise exceptions.InsufficientPermissionsException(
            f"The AWS Lambda function {source['SourceIdentifier']} cannot be invoked. Check the specified function"
            " ARN, and check the function's permissions"
        )
    return put(backend, config_rule, tags)


def may_invoke(backend, function_arn):
    function = find_function(backend, function_arn)
    return function is not None and any(
        statement["Effect"] == "Allow" and "config.amazonaws.com" in json.dumps(statement["Principal"])
        for statement in function.policy.statements
    )


def find_function(backend, function_arn):
    from moto.awslambda.utils import get_backend

    try:
        return get_backend(backend.account_id, backend.region_name).get_function(function_arn)
    except Exception:
        return None


def as_item(item):
    """In JSON, Config's times are numbers."""
    return {**item, "configurationItemCaptureTime": time.time(), "resourceCreationTime": time.time()}


def get_resource_config_history(backend, *args, get=Backend.get_resource_config_history):
    return {"configurationItems": [as_item(item) for item in get(backend, *args)["configurationItems"]]}


def batch_get_resource_config(backend, *args, get=Backend.batch_get_resource_config):
    answer = get(backend, *args)
    # A base item has no tags.
    items = [{key: value for key, value in as_item(item).items() if key != "tags"}
             for item in answer["baseConfigurationItems"]]
    return {**answer, "baseConfigurationItems": items}


def put_evaluations(backend, evaluations=None, result_token=None, test_mode=False, put=Backend.put_evaluations):
    """Keeps results under the rule for whose evaluation the token was given out."""
    if len(evaluations or []) > MOST_EVALUATIONS:
        raise exceptions.ValidationException(
            "1 validation error detected: Value at 'evaluations' failed to satisfy constraint: Member must have length"
            f" less than or equal to {MOST_EVALUATIONS}"
        )
    if not test_mode and result_token not in state(backend, "tokens"):
        raise exceptions.InvalidResultTokenException()
    answer = put(backend, evaluations, result_token, True)
    for evaluation in [] if test_mode else evaluations:
        rule = state(backend, "tokens")[result_token]
        key = (rule, evaluation["ComplianceResourceType"], evaluation["ComplianceResourceId"])
        state(backend, "results")[key] = {**evaluation, "ResultRecordedTime": time.time()}
    return answer


def state(backend, name):
    return vars(backend).setdefault(f"evaluation_{name}", {})


def start_config_rules_evaluation(response):
    """Has the functions of custom rules evaluate the resources that moto shows as Config does."""
    backend = response.config_backend
    names = response._get_param("ConfigRuleNames") or list(backend.config_rules)
    missing = [name for name in names if name not in backend.config_rules]
    if missing:
        raise exceptions.NoSuchConfigRuleException(missing[0])
    rules = [backend.config_rules[name] for name in names]
    threading.Thread(target=lambda: [evaluate(backend, rule) for rule in rules], daemon=True).start()
    return "{}"


def evaluate(backend, rule):
    if rule.source.owner != "CUSTOM_LAMBDA":
        return
    function = find_function(backend, rule.source.source_identifier)
    for resource_type in rule.scope.compliance_resource_types if rule.scope else []:
        found = backend.list_discovered_resources(resource_type, None, None, None, None)["resourceIdentifiers"]
        for resource in found:
            history = backend.get_resource_config_history(resource_type, resource["resourceId"], backend.region_name)
            invoke(backend, rule, function, history["configurationItems"][0])


def invoke(backend, rule, function, item):
    from moto.awslambda.utils import get_backend

    token = str(uuid.uuid4())
    state(backend, "tokens")[token] = rule.config_rule_name
    now = datetime.now(timezone.utc).isoformat()
    notification = {
        "messageType": "ConfigurationItemChangeNotification",
        "configurationItem": {
            **item,
            "ARN": item["arn"],
            "awsAccountId": backend.account_id,
            "configuration": json.loads(item["configuration"]),
            "configurationItemCaptureTime": now,
            "configurationItemStatus": "OK",
        },
        "notificationCreationTime": now,
    }
    event = {
        "version": "1.0",
        "invokingEvent": json.dumps(notification),
        "ruleParameters": rule.input_parameters or "{}",
        "resultToken": token,
        "eventLeftScope": False,
        "accountId": backend.account_id,
        "configRuleName": rule.config_rule_name,
        "configRuleArn": rule.config_rule_arn,
        "configRuleId": rule.config_rule_id,
    }
    functions = get_backend(backend.account_id, backend.region_name)
    functions.invoke(function.function_arn, None, json.dumps(event), {}, {})


def get_compliance_details_by_config_rule(response):
    backend = response.config_backend
    name = response._get_param("ConfigRuleName")
    types = response._get_param("ComplianceTypes")
    if name not in backend.config_rules:
        raise exceptions.NoSuchConfigRuleException(name)
    results = [
        {
            "EvaluationResultIdentifier": {
                "EvaluationResultQualifier": {
                    "ConfigRuleName": rule, "ResourceType": resource_type, "ResourceId": resource_id,
                },
                "OrderingTimestamp": result["OrderingTimestamp"],
            },
            "ComplianceType": result["ComplianceType"],
            "Annotation": result.get("Annotation"),
            "ResultRecordedTime": result["ResultRecordedTime"],
        }
        for (rule, resource_type, resource_id), result in state(backend, "results").items()
        if rule == name and (not types or result["ComplianceType"] in types)
    ]
    return json.dumps({"EvaluationResults": results})


Backend.put_config_rule = put_config_rule
Backend.get_resource_config_history = get_resource_config_history
Backend.batch_get_resource_config = batch_get_resource_config
Backend.put_evaluations = put_evaluations
ConfigResponse.start_config_rules_evaluation = start_config_rules_evaluation
ConfigResponse.get_compliance_details_by_config_rule = get_compliance_details_by_config_rule
