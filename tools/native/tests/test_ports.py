"""A port that cannot be had is told with its holder and the remedy."""

import os
import socket

import pytest

import ports
from refusals import CannotContinueError


@pytest.mark.parametrize(("text", "port"), [("", 3000), ("  ", 3000), ("8080", 8080), ("1", 1)])
def test_the_port_is_read_from_the_environments_word(text: str, port: int) -> None:
    assert ports.parse_port(text) == port


@pytest.mark.parametrize("text", ["abc", "0", "-1", "65536", "3000.0", "²", "3000 3001"])
def test_a_word_that_is_no_port_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CannotContinueError, match=r"1 to 65535, such as PORT=3001"):
        ports.parse_port(text)


def test_a_free_port_is_accepted() -> None:
    ports.refuse_taken_port(ports.free_port())


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - what others listen on
def test_a_taken_port_is_refused_with_its_holder(address: str) -> None:
    with socket.socket() as listener:
        listener.bind((address, 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(CannotContinueError) as refusal:
            ports.refuse_taken_port(port)
    sentence = str(refusal.value)
    assert f"Port {port} is in use by process {os.getpid()} (" in sentence
    assert f"PORT={port + 1} npm start" in sentence


def test_a_port_is_free_again_while_its_old_connections_still_close() -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Caddy does
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = listener.accept()
        accepted.close()
        client.close()
    ports.refuse_taken_port(port)
