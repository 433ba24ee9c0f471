"""Where things lie in this checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
API_DIR = ROOT / "apps" / "api"
WEB_DIR = ROOT / "apps" / "web"
NATIVE_DIR = ROOT / "tools" / "native"
CADDYFILE = ROOT / "caddy" / "Caddyfile"
VENV_DIR = ROOT / ".venv"
VENV_BIN = VENV_DIR / "bin"
VENV_PYTHON = VENV_BIN / "python"
WEB_SERVER = WEB_DIR / ".next" / "standalone" / "server.js"


def data_dir() -> Path:
    """Everything that a run keeps: `.data/`, or another folder for a throw-away run."""
    chosen = os.environ.get("SRQ_DATA_DIR", "").strip()
    return Path(chosen).absolute() if chosen else ROOT / ".data"
