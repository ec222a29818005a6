def get_configuration(function, on_create=False, get=models.LambdaFunction.get_configuration):
    """With where and how the function logs, which moto does not keep."""
    configuration = get(function, on_create)
    group = f"/aws/lambda/{function.function_name}"
    return {**configuration, "LoggingConfig": {"LogFormat": "Text", "LogGroup": group, **function.logging_config}}


def create_function(backend, spec, create=models.LambdaBackend.create_function):
    function = create(backend, spec)
    function.logging_config = spec.get("LoggingConfig") or {}
    return function


models.LambdaFunction.logging_config = {}
models.LambdaFunction.get_configuration = get_configuration
models.LambdaBackend.create_function = create_function
