"""Serves deployed REST APIs at their own host names: mock integrations, and functions that make the whole answer."""

import copy
import json
import re
import uuid

from moto.awslambda.models import lambda_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.wrappers import Request, Response

FUNCTION = re.compile(r".*/functions/(?P<arn>arn:aws:lambda:(?P<region>[^:]+):(?P<account>\d+):.*)/invocations")
HOST = re.compile(r"(?P<api>[a-z0-9]+)\.execute-api\.(?P<region>[a-z0-9-]+)\.amazonaws\.com")


def create_deployment(api, name, description, variables=None, create=models.RestAPI.create_deployment):
    """Copies the definition: what is added to the API later is served by a later deployment."""
    deployment = create(api, name, description, variables)
    deployment.methods = {resource.get_path(): copy.deepcopy(resource.resource_methods)
                          for resource in api.resources.values()}
    return deployment


def find_methods(host, stage_name, path):
    """The methods of a path in the deployment that a stage serves, or None if there is no such stage."""
    for account in models.apigateway_backends.values():
        api = account[host["region"]].apis.get(host["api"])
        if api and stage_name in api.stages:
            return api.deployments[api.stages[stage_name].deployment_id].methods.get(path, {})
    return None


def answer(status, message):
    return Response(json.dumps({"message": message}), status, content_type="application/json")


def answer_mock(integration):
    """A mock integration's request template says which of its responses is given."""
    request = json.loads((integration.request_templates or {}).get("application/json", "{}"))
    status = str(request.get("statusCode", ""))
    responses = (integration.integration_responses or {}).values()
    matching = [response for response in responses if re.fullmatch(response.selection_pattern or status, status)]
    if not matching:
        return answer(500, "Internal server error")
    body = matching[0].response_templates.get("application/json") or ""
    return Response(body, int(matching[0].status_code), content_type="application/json")


def answer_function(integration, request, path):
    """The event has what functions mostly read; bodies are not validated, and callers are not known."""
    function = FUNCTION.fullmatch(integration.uri)
    event = {
        "httpMethod": request.method,
        "resource": path,
        "path": path,
        "headers": dict(request.headers),
        "queryStringParameters": request.args.to_dict() or None,
        "body": request.get_data(as_text=True) or None,
        "requestContext": {
            "requestId": str(uuid.uuid4()), "identity": {"userArn": None, "sourceIp": request.remote_addr}},
    }
    headers = {}
    backend = lambda_backends[function["account"]][function["region"]]
    response = json.loads(backend.invoke(function["arn"], None, json.dumps(event), {}, headers))
    if "x-amz-function-error" in headers or not isinstance(response, dict) or "statusCode" not in response:
        return answer(502, "Internal server error")
    return Response(response.get("body"), int(response["statusCode"]), response.get("headers"))


@Request.application
def serve(request):
    _, stage_name, *parts = request.path.split("/")
    path = "/" + "/".join(parts)
    methods = find_methods(HOST.match(request.host), stage_name, path)
    if methods is None:
        return answer(403, "Forbidden")
    method = methods.get(request.method)
    signed = request.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 ")
    if method is None or method.authorization_type == "AWS_IAM" and not signed:
        # AWS's words for both.
        return answer(403, "Missing Authentication Token")
    integration = method.method_integration
    if integration.integration_type == "MOCK":
        return answer_mock(integration)
    if integration.integration_type == "AWS_PROXY" and FUNCTION.fullmatch(integration.uri):
        return answer_function(integration, request, path)
    return answer(501, "the emulated API Gateway knows mock integrations, and functions that make the whole answer")


def get_application(dispatcher, environ, get=DomainDispatcherApplication.get_application):
    return serve if HOST.match(environ.get("HTTP_HOST", "")) else get(dispatcher, environ)


models.RestAPI.create_deployment = create_deployment
DomainDispatcherApplication.get_application = get_application
