"""Amends moto where it lacks something: `services/<service>.py` runs after moto's own module of that service.

Modules of services take seconds to load, so moto loads them when they are first asked for, and so does this.
"""

import importlib.abc
import importlib.machinery
import pathlib
import re
import runpy
import sys
import types

FOLDER = pathlib.Path(__file__).parent / "services"


class Amendments(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        service = re.fullmatch(r"moto\.(\w+)\.models", name)
        amendment = FOLDER / f"{service[1]}.py" if service else None
        if amendment is None or not amendment.exists():
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def load_and_amend(module):
            load(module)
            runpy.run_path(str(amendment), {"models": module})

        spec.loader.exec_module = load_and_amend
        return spec


def refuse_openapi(*_):
    raise NotImplementedError("the emulated AWS imports no OpenAPI documents")


def replace_openapi_validator():
    """moto's API Gateway loads it, with 17 packages that it needs, to import documents and for nothing else."""
    validator, exceptions = "openapi_spec_validator", "openapi_spec_validator.validation.exceptions"
    for name in [validator, "openapi_spec_validator.validation", exceptions]:
        sys.modules[name] = types.ModuleType(name)
    sys.modules[validator].validate = refuse_openapi
    sys.modules[exceptions].OpenAPIValidationError = ValueError


sys.meta_path.insert(0, Amendments())
replace_openapi_validator()
