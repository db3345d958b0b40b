"""All tables, for migrations and tests."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from sqlmodel import SQLModel

import storage.tables

for module in iter_modules(storage.tables.__path__, "storage.tables."):
    import_module(module.name)

METADATA = SQLModel.metadata
