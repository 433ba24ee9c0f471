from pathlib import Path
from typing import Any

import pytest

from operating.refusals import RefusedError
from operating.stack_file import Secret, part_of, secrets_of, stack_of

HERE = {"placement": {"constraints": ["node.labels.srq-hpn.data == true"]}}


def config(**services: dict[str, Any]) -> dict[str, Any]:
    return {"services": services, "networks": {}, "volumes": {}, "secrets": {}}


def service(**settings: Any) -> dict[str, Any]:
    return {"image": "some:1", "deploy": HERE, **settings}


def test_secrets_come_from_variables_and_from_files(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from a file")
    told = {"A": "two $$ signs", "A_FILE": "", "B": None, "B_FILE": "/run/secrets/b"}
    told |= {"C": None, "C_FILE": "", "POSTGRES_DB": "srq_hpn"}
    known = config(secrets=service(environment=told))
    known["secrets"]["b"] = {"file": str(file)}
    assert secrets_of(known) == [Secret("a", "two $ signs"), Secret("b", "from a file")]


def test_a_secrets_name_is_another_for_another_value_or_key_and_does_not_hold_it() -> None:
    names = {
        Secret("a", value).stored_as("site", key)
        for value in ("one", "two")
        for key in (b"key", b"other key")
    }
    assert len(names) == 4
    assert not any("one" in name or "two" in name for name in names)


def test_values_of_secrets_are_not_in_the_stack() -> None:
    told = {"A": "hidden", "A_FILE": "", "POSTGRES_DB": "srq_hpn", "C": None, "C_FILE": ""}
    stack = stack_of(config(secrets=service(environment=told)), {"a": "site_a_1"})
    made = stack["services"]["secrets"]
    assert made["environment"] == {"POSTGRES_DB": "srq_hpn", "A_FILE": "/run/secrets/a"}
    assert made["secrets"] == [{"source": "a", "target": "a"}]
    assert stack["secrets"] == {"a": {"external": True, "name": "site_a_1"}}


def test_what_swarm_does_not_know_is_left_out_or_said_otherwise() -> None:
    given = service(
        tmpfs=["/cache:size=64m,uid=1000,gid=1000"],
        shm_size="268435456",
        restart="unless-stopped",
        security_opt=["no-new-privileges:true"],
        network_mode="none",
        environment={"A": None, "B": "1"},
        ports=[{"mode": "ingress", "target": 80, "published": "8080", "protocol": "tcp"}],
        volumes=[{"type": "volume", "source": "v", "target": "/v", "volume": {}}],
    )
    given["deploy"] = {**HERE, "resources": {"limits": {"cpus": 2, "pids": 8}}}
    made = stack_of(config(one=given), {})["services"]["one"]
    assert not {"tmpfs", "shm_size", "restart", "security_opt", "network_mode"} & set(made)
    assert made["environment"] == {"B": "1"}
    assert made["networks"] == {"alone": {}}
    assert made["deploy"]["resources"] == {"limits": {"cpus": "2", "pids": 8}}
    assert made["ports"] == [{"target": 80, "published": 8080, "protocol": "tcp", "mode": "host"}]
    assert made["volumes"] == [
        {"type": "volume", "source": "v", "target": "/v"},
        {"type": "tmpfs", "target": "/cache", "tmpfs": {"size": 64 << 20}},
        {"type": "tmpfs", "target": "/dev/shm", "tmpfs": {"size": 256 << 20}},  # noqa: S108
    ]


def test_a_reader_of_secrets_is_another_when_a_secret_is_another() -> None:
    reader = service(depends_on={"secrets": {"restart": True}})
    other = service(depends_on={"secrets": {"restart": False}})
    stacks = [
        stack_of(config(reader=reader, other=other), {"a": name})["services"]
        for name in ("site_a_1", "site_a_2")
    ]
    assert stacks[0]["reader"] != stacks[1]["reader"]
    assert stacks[0]["other"] == stacks[1]["other"]


def test_an_address_to_publish_on_is_refused_since_swarm_would_not_keep_to_it() -> None:
    port = {"target": 80, "published": "80", "protocol": "tcp", "host_ip": "127.0.0.1"}
    with pytest.raises(RefusedError, match=r"on 127\.0\.0\.1 alone"):
        stack_of(config(caddy=service(ports=[port], volumes=[])), {})


def test_a_service_that_no_node_is_chosen_for_is_refused() -> None:
    with pytest.raises(RefusedError, match="where one runs"):
        stack_of(config(one={"image": "some:1"}), {})


def test_a_part_has_these_services_and_everything_else() -> None:
    stack = stack_of(config(one=service(), two=service()), {})
    assert list(part_of(stack, ["two"])["services"]) == ["two"]
    assert part_of(stack, ["two"])["networks"] == stack["networks"]
