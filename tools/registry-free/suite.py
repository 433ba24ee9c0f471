"""Packages of another Debian suite, without adding that suite to the host's own sources."""

import shutil
from pathlib import Path

import host

SUITE = "forky"
"""The Debian suite that the base images and the Docker plugins come from."""

APT_ENV = {"DEBIAN_FRONTEND": "noninteractive"}


def mirror() -> str:
    """The URL that this host itself uses for Debian's main archive."""
    rows = host.run(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)",
            "Created-By: Packages",
        ],
        failure="APT could not say which mirror it uses",
    ).stdout.splitlines()
    for row in rows:
        origin, label, component, uri = row.split("|", 3)
        if (origin, label, component) == ("Debian", "Debian", "main"):
            return uri.rstrip("/")
    raise host.RefusedError(
        "No Debian mirror is configured here: add one to /etc/apt/sources.list and run "
        "`apt-get update`."
    )


def install_on_host(packages: list[str]) -> None:
    """Install packages of the host's own suite; what is there already stays as it is."""
    missing = [name for name in packages if not is_installed(name)]
    if not missing:
        return
    host.say(f"installing {', '.join(missing)} …")
    host.run(["apt-get", "update"], failure="APT could not read its package lists", env=APT_ENV)
    host.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "--yes"]
        + ["--no-install-recommends", *missing],
        failure=f"APT could not install {', '.join(missing)}",
        env=APT_ENV,
    )


def is_installed(package: str) -> bool:
    """Whether dpkg has the package unpacked and configured."""
    status = host.attempt(["dpkg-query", "--show", "--showformat", "${Status}", package]).stdout
    return status == "install ok installed"


def unpack(packages: list[str], into: Path) -> Path:
    """Download packages of ``SUITE``, lay out their files under ``into`` and return that root.

    Everything that APT needs for it (sources, lists, cache) lives below ``into`` as well; nothing
    is installed and the host's own APT configuration is not touched.
    """
    shutil.rmtree(into, ignore_errors=True)
    for folder in ("lists/partial", "archives/partial", "debs", "root"):
        (into / folder).mkdir(parents=True)
    sources = into / "sources.list"
    sources.write_text(f"deb {mirror()} {SUITE} main\n")
    apt = ["apt-get", "-o", f"Dir::Etc::sourcelist={sources}", "-o", "Dir::Etc::sourceparts=-"]
    apt += ["-o", f"Dir::State::lists={into / 'lists'}", "-o", f"Dir::Cache={into}"]
    apt += ["-o", "Acquire::Check-Valid-Until=false", "-o", "APT::Sandbox::User=root"]
    host.run([*apt, "update"], failure=f"APT could not read the lists of Debian {SUITE}")
    host.run(
        [*apt, "download", *packages],
        failure=f"APT could not download {', '.join(packages)} of Debian {SUITE}",
        cwd=into / "debs",
    )
    for package in sorted((into / "debs").glob("*.deb")):
        host.run(
            ["dpkg", "-x", str(package), str(into / "root")],
            failure=f"dpkg could not unpack {package.name}",
        )
    return into / "root"
