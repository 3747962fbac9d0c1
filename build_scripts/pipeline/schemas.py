"""The schemas in `docs/schema`, compared with what models and settings say now."""

from __future__ import annotations

from pathlib import Path

from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.schemas import all_schemas
from build_scripts.site.disk import replace


def stale_schemas(root: Path) -> tuple[str, ...]:
    """The paths of the schemas that are missing or old. Raises `SettingsError`."""
    return tuple(_stale(root))


def write_schemas(root: Path) -> tuple[str, ...]:
    """Writes those, and returns their paths. Raises `SettingsError` and `WriteError`."""
    stale = _stale(root)
    for path, text in stale.items():
        replace(root / path, text.encode("utf-8"))
    return tuple(stale)


def _stale(root: Path) -> dict[str, str]:
    settings = read_registers(root).settings
    wanted = all_schemas(settings.kinds, settings.annotators)
    return {path: text for path, text in wanted.items() if read_file(root, path, YAML_LIMIT)[0] != text.encode("utf-8")}
