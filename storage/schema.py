"""All tables, for migrations and tests."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from sqlmodel import SQLModel

import storage

for module in walk_packages(storage.__path__, "storage."):
    if not module.name.startswith("storage.migrations"):
        import_module(module.name)

METADATA = SQLModel.metadata
