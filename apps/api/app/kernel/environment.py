"""Settings read from environment variables, each of which may be given as NAME_FILE instead."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from app.kernel.errors import StartRefusedError


class EnvironmentSettings(BaseModel):
    """A module's variables; a field reads its alias, or its own name in capitals.

    Blank counts as unset. Where a field has several names (`AliasChoices`), the first one that
    is set wins. Tests may construct the settings directly, by field name.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, hide_input_in_errors=True
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read every field's variable; raises StartRefusedError with one sentence."""
        names = {field: variable_names(field, info) for field, info in cls.model_fields.items()}
        found: dict[str, str] = {}
        for field, candidates in names.items():
            for name in candidates:
                value = read_variable(name, environ)
                if value is not None:
                    found[field] = value
                    names[field] = (name,)
                    break
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            raise StartRefusedError(_sentence(error, names)) from None


def variable_names(field: str, info: FieldInfo) -> tuple[str, ...]:
    """The environment variables that a settings field is read from, the preferred one first."""
    alias = info.validation_alias
    if isinstance(alias, AliasChoices):
        return tuple(str(choice) for choice in alias.choices)
    return (str(alias),) if alias else (field.upper(),)


def read_variable(name: str, environ: Mapping[str, str]) -> str | None:
    """The value of NAME, or the contents of the file that NAME_FILE names; None when blank.

    A file's last line break is not part of the value. Raises StartRefusedError when both are
    set or the file cannot be read as text.
    """
    value = environ.get(name, "")
    path = environ.get(f"{name}_FILE", "").strip()
    if not path:
        return value if value.strip() else None
    if value.strip():
        message = f"Both {name} and {name}_FILE are set; remove one of them."
        raise StartRefusedError(message)
    try:
        contents = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        message = f"{name}_FILE names {path}, which cannot be read: {reason}."
        raise StartRefusedError(message) from None
    contents = contents.removesuffix("\n").removesuffix("\r")
    return contents if contents.strip() else None


def lower_case(value: object) -> object:
    """A word that is read whichever way it is written; for pydantic, before it validates."""
    return value.strip().lower() if isinstance(value, str) else value


def _sentence(error: ValidationError, names: Mapping[str, tuple[str, ...]]) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    if first["type"] == "value_error":
        return f"{reason}."
    variable = names.get(field, (field,))[0]
    return f"{variable} cannot be used: {reason[:1].lower()}{reason[1:]}."
