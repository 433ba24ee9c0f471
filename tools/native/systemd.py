"""`npm run systemd -- [--output DIR] [--user NAME] [--prefix DIR]`: the product as systemd units.

Installs what the product needs, as `npm start` does, and writes one unit for each part; nothing is
enabled or started. docs/howto/systemd.md says how they are used.
"""

import argparse
from pathlib import Path

from checkout import ROOT, VENV_PYTHON
from installation import install_to_run, node
from progress import say
from systemd_units import Place, files


def write_units(arguments: list[str]) -> int:
    """Write the unit files."""
    parser = argparse.ArgumentParser(prog="npm run systemd --", description=__doc__)
    parser.add_argument("--output", type=Path, metavar="DIR", help="[PREFIX/etc/systemd/system]")
    parser.add_argument("--user", metavar="NAME", help="one account for all parts, for a trial")
    parser.add_argument(
        "--prefix", type=Path, default=Path("/"), metavar="DIR", help="for a trial [%(default)s]"
    )
    given = parser.parse_args(arguments)
    install_to_run()
    prefix = given.prefix.absolute()
    place = Place(ROOT, VENV_PYTHON, node(), prefix=prefix, account=given.user)
    output = given.output or place.below("/etc/systemd/system")
    output.mkdir(parents=True, exist_ok=True)
    for name, text in files(place):
        path = output / name
        if name.endswith(".sysusers") and given.output is None:
            path = place.below("/etc/sysusers.d/srq-hpn.conf")
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o644)
        say(str(path))
    return 0
