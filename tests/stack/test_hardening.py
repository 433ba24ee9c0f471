"""Every container has no more than it needs, seen from outside and from inside."""

import json
from typing import Any

import pytest
from composing import ROOT, Stack, docker

LONG_RUNNING = ("db", "backup", "api", "worker", "web", "caddy")
ONE_SHOTS = ("secrets", "roles", "migrate", "caddy_volume")
ADDED_CAPABILITIES = {
    "secrets": {"CHOWN", "DAC_OVERRIDE"},
    "caddy_volume": {"CHOWN"},
    "caddy": {"NET_BIND_SERVICE"},
}
NETWORKS = {
    "db": {"db_app", "db_ops"},
    "backup": {"offsite"},
    "api": {"edge", "db_app"},
    "worker": {"db_app", "egress"},
    "web": {"edge"},
    "caddy": {"edge", "public"},
    "migrate": {"db_ops"},
}


@pytest.fixture(params=[*LONG_RUNNING, *ONE_SHOTS])
def inspected(request: pytest.FixtureRequest, production: Stack) -> tuple[str, dict[str, Any]]:
    return request.param, production.inspect(request.param)


def capabilities(names: list[str] | None) -> set[str]:
    return {name.removeprefix("CAP_") for name in names or []}


def test_the_root_is_read_only(inspected: tuple[str, dict[str, Any]]) -> None:
    assert inspected[1]["HostConfig"]["ReadonlyRootfs"] is True


def test_only_named_capabilities_are_left(inspected: tuple[str, dict[str, Any]]) -> None:
    service, found = inspected
    assert found["HostConfig"]["Privileged"] is False
    assert capabilities(found["HostConfig"]["CapDrop"]) == {"ALL"}
    assert capabilities(found["HostConfig"]["CapAdd"]) == ADDED_CAPABILITIES.get(service, set())


def test_no_new_privileges_can_be_gained(inspected: tuple[str, dict[str, Any]]) -> None:
    assert "no-new-privileges:true" in inspected[1]["HostConfig"]["SecurityOpt"]


def test_processes_memory_and_processors_are_limited(
    inspected: tuple[str, dict[str, Any]],
) -> None:
    limits = inspected[1]["HostConfig"]
    assert 0 < limits["PidsLimit"] <= 256
    assert 0 < limits["Memory"] <= 2**30
    assert 0 < limits["NanoCpus"] <= 2e9


def test_logs_are_rotated(inspected: tuple[str, dict[str, Any]]) -> None:
    log = inspected[1]["HostConfig"]["LogConfig"]
    assert log["Type"] == "json-file"
    assert log["Config"] == {"max-size": "10m", "max-file": "5"}


def test_every_service_is_looked_at(production: Stack) -> None:
    found = set(production.compose("config", "--services").split())
    assert found == {*LONG_RUNNING, *ONE_SHOTS}
    running = docker(
        "ps", "--all", "--filter", f"label=com.docker.compose.project={production.project}",
        "--format", '{{.Label "com.docker.compose.service"}}',
    )  # fmt: skip
    assert set(running.split()) <= found


def test_only_what_gives_files_away_begins_as_root_and_it_has_no_network(
    inspected: tuple[str, dict[str, Any]],
) -> None:
    service, found = inspected
    user = found["Config"]["User"].partition(":")[0]
    if user in {"", "0", "root"}:
        assert service in {"secrets", "caddy_volume"}
        assert found["HostConfig"]["NetworkMode"] == "none"
        assert found["State"]["Status"] == "exited"


def test_what_can_be_written_in_memory_has_a_size(inspected: tuple[str, dict[str, Any]]) -> None:
    memory = inspected[1]["HostConfig"]["Tmpfs"]
    assert "/tmp" in memory
    assert all("size=" in options for options in memory.values())


def test_a_container_is_confined_as_the_engine_confines_by_default(
    inspected: tuple[str, dict[str, Any]],
) -> None:
    limits = inspected[1]["HostConfig"]
    assert not any("unconfined" in option for option in limits["SecurityOpt"])
    for name in ("Devices", "DeviceCgroupRules", "GroupAdd", "ExtraHosts", "VolumesFrom"):
        assert not limits[name], name
    assert limits["IpcMode"] in {"private", "shareable"}
    assert limits["UTSMode"] == ""
    assert limits["UsernsMode"] == ""
    assert not limits.get("Sysctls")


def test_the_engine_itself_is_not_reachable(inspected: tuple[str, dict[str, Any]]) -> None:
    assert not any("docker.sock" in mount["Source"] for mount in inspected[1]["Mounts"])
    assert inspected[1]["HostConfig"]["NetworkMode"] != "host"
    assert inspected[1]["HostConfig"]["PidMode"] == ""


def test_what_comes_from_the_host_is_the_checkout_read_only(
    inspected: tuple[str, dict[str, Any]],
) -> None:
    bound = [mount for mount in inspected[1]["Mounts"] if mount["Type"] == "bind"]
    assert not any(mount["RW"] for mount in bound)
    # /dev/null stands for a secret that is not given as a file.
    sources = {mount["Source"] for mount in bound} - {"/dev/null"}
    assert sources <= {str(ROOT / name) for name in ("db", "db/init", "caddy")}


@pytest.mark.parametrize("service", LONG_RUNNING)
def test_a_service_runs_as_nobody_special(production: Stack, service: str) -> None:
    status = production.exec(service, "cat", "/proc/1/status")
    told = {line.split(":")[0]: line.split()[1:] for line in status.splitlines() if ":" in line}
    assert "0" not in told["Uid"] + told["Gid"]
    assert told["NoNewPrivs"] == ["1"]
    assert int(told["CapEff"][0], 16) == 0
    bounding = int(told["CapBnd"][0], 16)
    assert bounding == (1 << 10 if service == "caddy" else 0), "10 is NET_BIND_SERVICE"


@pytest.mark.parametrize("service", LONG_RUNNING)
def test_a_service_cannot_write_where_its_code_lies(production: Stack, service: str) -> None:
    for folder in ("/", "/usr/bin", "/srv"):
        said = production.exec(service, "sh", "-c", f"echo x > {folder}/probe", check=False)
        assert "Read-only file system" in said or "Permission denied" in said


@pytest.mark.parametrize("service", LONG_RUNNING)
def test_a_service_tells_its_health_and_starts_again_by_itself(
    production: Stack, service: str
) -> None:
    found = production.inspect(service)
    assert found["State"]["Health"]["Status"] == "healthy"
    assert found["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped"
    assert found["Config"]["StopTimeout"] >= 15


@pytest.mark.parametrize(("service", "networks"), NETWORKS.items())
def test_a_service_is_on_its_networks_only(
    production: Stack, service: str, networks: set[str]
) -> None:
    attached = production.inspect(service)["NetworkSettings"]["Networks"]
    assert set(attached) == {f"{production.project}_{name}" for name in networks}


@pytest.mark.parametrize("service", ["secrets", "roles", "caddy_volume"])
def test_what_needs_no_network_has_none(production: Stack, service: str) -> None:
    assert set(production.inspect(service)["NetworkSettings"]["Networks"]) == {"none"}


def test_only_caddy_publishes_ports_and_only_80_and_443(production: Stack) -> None:
    published = {
        service: {port for port, at in bindings(production, service).items() if at}
        for service in (*LONG_RUNNING, *ONE_SHOTS)
    }
    assert {name: ports for name, ports in published.items() if ports} == {
        "caddy": {"80/tcp", "443/tcp", "443/udp"}
    }


def bindings(production: Stack, service: str) -> dict[str, Any]:
    found: dict[str, Any] = production.inspect(service)["HostConfig"]["PortBindings"]
    return found or {}


def test_images_are_pinned(production: Stack) -> None:
    services = json.loads(production.compose("config", "--format", "json"))["services"]
    public = {s["image"] for s in services.values() if "build" not in s}
    public -= {s["image"] for s in services.values() if "build" in s}
    assert public
    assert all(image.partition(":")[2][:1].isdigit() for image in public)


def test_every_image_that_ours_are_made_from_is_pinned() -> None:
    bases = [
        line.split()[1]
        for path in ROOT.glob("*/**/Dockerfile")
        if "node_modules" not in path.parts
        for line in path.read_text().splitlines()
        if line.startswith("FROM ")
    ]
    pinned = [base.partition(":")[2][:1].isdigit() for base in bases if ":" in base]
    assert len(pinned) >= 2
    assert all(pinned)


def test_no_image_of_ours_holds_tests_compilers_or_package_installers(production: Stack) -> None:
    tools = "cc gcc make git pip pytest"
    for service in ("api", "web"):
        found = production.exec(
            service, "sh", "-c", f"for t in {tools}; do command -v $t; done; true"
        )
        assert found == ""
    assert "tests" not in production.exec("api", "ls", "/srv/api").split()


def test_image_sizes_are_reported(production: Stack, record_property: Any) -> None:
    for service in ("api", "web", "db", "backup", "caddy"):
        image = production.inspect(service)["Image"]
        size = int(docker("image", "inspect", "--format", "{{.Size}}", image)) / 1e6
        record_property(f"{service}_megabytes", round(size))
        print(f"{service}: {size:.0f} MB")
        assert size < 400
