"""Where a secret is written down: in the env file, or in a file that the env file names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from operating import envfile
from operating.refusals import RefusedError


@dataclass(frozen=True)
class SecretStore:
    """The env file and the files that it names."""

    env_file: Path

    def refuse_exported(self, *names: str) -> None:
        """Raise RefusedError where this shell's environment would outdo what is written."""
        for name in names:
            if any(part in os.environ for part in (name, f"{name}_FILE")):
                message = (
                    f"{name} is exported in this shell, so Compose would not read what is written "
                    f"into {self.env_file}: unset it, then try again."
                )
                raise RefusedError(message)

    def get(self, name: str) -> str:
        """Return a secret, empty where there is none."""
        variables = envfile.read(self.env_file)
        path = variables.get(f"{name}_FILE", "").strip()
        if not path:
            return variables.get(name, "")
        try:
            return Path(path).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
        except FileNotFoundError:
            return ""

    def put(self, name: str, secret: str, *, beside: str) -> None:
        """Write a secret down where it is kept; a first one is kept as `beside` is."""
        variables = envfile.read(self.env_file)
        path = variables.get(f"{name}_FILE", "").strip()
        sibling = variables.get(f"{beside}_FILE", "").strip()
        if path:
            envfile.write(Path(path), f"{secret}\n")
        elif sibling and not variables.get(name, "").strip():
            path = f"{sibling}_b"
            envfile.write(Path(path), f"{secret}\n")
            self.set({f"{name}_FILE": path})
        else:
            self.set({name: secret})

    def set(self, changes: Mapping[str, str]) -> None:
        """Change variables of the env file in one step."""
        envfile.replace(self.env_file, changes)
