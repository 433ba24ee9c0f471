"""The base images that the Dockerfiles and compose files name, made from packages."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import host
import suite

REPOSITORY = Path(__file__).resolve().parents[2]
RECIPES = Path(__file__).resolve().parent / "bases"
ROOTFS_IMAGE = "registry-free/debian"
RECIPE_LABEL = "registry-free.recipe"
CA_BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
NODE_WHEEL = "24.19.0"

VERSION_COMMANDS = {
    "postgres": ["postgres", "--version"],
    "python": ["python", "--version"],
    "node": ["node", "--version"],
    "caddy": ["caddy", "version"],
}
"""How each base tells its version; the order is the order of building (node needs python)."""

IMAGE_LINE = re.compile(r"^\s*image:\s*(?:&\w+\s+)?(\w+:[\w.-]+)\s*$", re.MULTILINE)
FROM_LINE = re.compile(r"^FROM\s+(\w+:[\w.-]+)", re.MULTILINE)

MIRROR_VARIABLES = ("PIP_INDEX_URL", "NPM_CONFIG_REGISTRY")
"""Taken over from the caller's environment, for sites with a package mirror of their own."""


@dataclass(frozen=True)
class Base:
    """One image name as the repository writes it, such as `python:3.14-slim`."""

    kind: str
    tag: str

    @property
    def name(self) -> str:
        """As the repository writes it."""
        return f"{self.kind}:{self.tag}"

    @property
    def version(self) -> str:
        """The numbers at the front of the tag: `3.14` of `3.14-slim`."""
        return re.split(r"[^0-9.]", self.tag, maxsplit=1)[0]


def wanted() -> list[Base]:
    """Every public image named by a Dockerfile or a compose file of this repository."""
    named: set[str] = set()
    for file in [*REPOSITORY.glob("compose*.yml"), *REPOSITORY.glob("compose/**/*.yml")]:
        named.update(IMAGE_LINE.findall(file.read_text()))
    for dockerfile in [*REPOSITORY.glob("apps/*/Dockerfile"), *REPOSITORY.glob("db/**/Dockerfile")]:
        named.update(FROM_LINE.findall(dockerfile.read_text()))
    bases = [Base(*name.split(":", 1)) for name in named]
    for base in bases:
        if base.kind not in VERSION_COMMANDS:
            raise host.RefusedError(
                f"No recipe makes the image {base.name}: add one in {RECIPES.name}/{base.kind}/."
            )
    return sorted(bases, key=lambda base: list(VERSION_COMMANDS).index(base.kind))


def make_all(bases: list[Base]) -> None:
    """Have every base in the engine: from there, from the cache, or by building it."""
    missing = [base for base in bases if not is_current(base)]
    if missing and archive().is_file():
        host.say(f"loading base images from {archive()} …")
        host.run(["docker", "load", "--input", str(archive())], failure="Docker could not load")
        missing = [base for base in bases if not is_current(base)]
    if missing:
        import_rootfs()
        for base in missing:
            build(base)
        save(bases)
    for base in bases:
        report(base)


def is_current(base: Base) -> bool:
    """Whether the engine has the image, made by this very recipe (or pulled from a registry)."""
    label = f'{{{{index .Config.Labels "{RECIPE_LABEL}"}}}}'
    answer = host.attempt(["docker", "image", "inspect", "--format", label, base.name])
    return answer.returncode == 0 and answer.stdout.strip() in ("", recipe_digest())


def rootfs_digest() -> str:
    """Names what the minimal Debian is made of: suite, certificates, mirrors, this module."""
    digest = hashlib.sha256(repr((suite.SUITE, mirrors())).encode())
    digest.update(CA_BUNDLE.read_bytes() + Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def recipe_digest() -> str:
    """Names what all bases are made of: the minimal Debian and every recipe."""
    digest = hashlib.sha256(rootfs_digest().encode())
    for file in sorted(path for path in RECIPES.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(RECIPES)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def mirrors() -> dict[str, str]:
    """The package mirrors that the caller's environment names."""
    return {name: os.environ[name] for name in MIRROR_VARIABLES if os.environ.get(name)}


def archive() -> Path:
    """Where all bases of this recipe are kept, in the form of `docker save`."""
    return host.cache_dir() / f"bases-{recipe_digest()}.tar"


def rootfs_name() -> str:
    """The image that every base starts from."""
    return f"{ROOTFS_IMAGE}:{rootfs_digest()}"


def import_rootfs() -> None:
    """Make the small Debian that every base starts from, and import it."""
    if host.attempt(["docker", "image", "inspect", rootfs_name()]).returncode == 0:
        return
    suite.install_on_host(["mmdebstrap"])
    host.say(f"making a minimal Debian {suite.SUITE} …")
    tarball = host.cache_dir() / "rootfs.tar"
    tarball.parent.mkdir(parents=True, exist_ok=True)
    mmdebstrap(tarball)
    environment = {
        "SSL_CERT_FILE": CA_BUNDLE,
        "REQUESTS_CA_BUNDLE": CA_BUNDLE,
        "PIP_CERT": CA_BUNDLE,
        "NODE_EXTRA_CA_CERTS": CA_BUNDLE,
        "NPM_CONFIG_CAFILE": CA_BUNDLE,
        **mirrors(),
    }
    changes = [
        part for name, value in environment.items() for part in ("--change", f"ENV {name}={value}")
    ]
    host.run(
        ["docker", "import", *changes, str(tarball), rootfs_name()],
        failure="Docker could not import the minimal Debian",
    )
    tarball.unlink()


def mmdebstrap(tarball: Path) -> None:
    """Write the root file system of the suite, with this host's certificate authorities."""
    excluded = ("doc", "man", "info", "locale", "lintian")
    host.run(
        ["mmdebstrap", "--variant=minbase", "--include=ca-certificates"]
        # The mirror of a frozen suite may serve lists whose validity has run out.
        + ['--aptopt=Acquire::Check-Valid-Until "false"']
        + ['--aptopt=Acquire::Languages "none"', '--aptopt=APT::Sandbox::User "root"']
        + [f"--dpkgopt=path-exclude=/usr/share/{folder}/*" for folder in excluded]
        + [f"--customize-hook=upload {CA_BUNDLE} {CA_BUNDLE}"]
        + [suite.SUITE, str(tarball), suite.mirror()],
        failure="mmdebstrap could not make the minimal Debian",
    )


def build(base: Base) -> None:
    """Build one base from its recipe under the very name that the repository uses."""
    host.say(f"building {base.name} …")
    arguments = {"ROOTFS": rootfs_name(), "NODE_WHEEL": NODE_WHEEL}
    if base.kind == "node":
        arguments["PYTHON"] = next(other.name for other in wanted() if other.kind == "python")
    host.run(
        ["docker", "build", "--quiet", "--tag", base.name]
        + ["--label", f"{RECIPE_LABEL}={recipe_digest()}"]
        + [part for item in arguments.items() for part in ("--build-arg", "=".join(item))]
        + [str(RECIPES / base.kind)],
        failure=f"The base image {base.name} could not be built",
        env={"DOCKER_BUILDKIT": "1"},
    )


def save(bases: list[Base]) -> None:
    """Keep the bases for an engine that starts empty, in place of those of older recipes."""
    host.say(f"keeping the base images in {archive()} …")
    for older in host.cache_dir().glob("bases-*.tar"):
        older.unlink()
    partial = archive().with_suffix(".partial")
    names = [base.name for base in bases]
    host.run(["docker", "save", "--output", str(partial), *names], failure="Docker could not save")
    shutil.move(partial, archive())


def report(base: Base) -> None:
    """Say what is inside; a tag whose major version is another is refused."""
    answer = host.run(
        ["docker", "run", "--rm", "--network=none", "--entrypoint", VERSION_COMMANDS[base.kind][0]]
        + [base.name, *VERSION_COMMANDS[base.kind][1:]],
        failure=f"The image {base.name} does not run",
    )
    found = re.search(r"\d+(\.\d+)+", answer.stdout)
    version = found.group() if found else "?"
    if version.split(".")[0] != base.version.split(".")[0]:
        raise host.RefusedError(
            f"{base.name} would hold version {version}: Debian {suite.SUITE} has moved on; "
            "change the tag in the repository."
        )
    size = host.run(
        ["docker", "image", "inspect", "--format", "{{.Size}}", base.name],
        failure=f"Docker lost {base.name}",
    )
    moved = "" if f"{version}.".startswith(f"{base.version}.") else " (not the version of its tag)"
    host.say(f"{base.name} holds {version}{moved}, {int(size.stdout) / 1e6:.0f} MB")
