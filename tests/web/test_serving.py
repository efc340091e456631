"""The server as people start it: where it listens, whom it lets in, what it says."""

from __future__ import annotations

import socket

import pytest

from khabar.web.serving import listen
from tests.web.client import Client
from tests.web.running import TOKEN, serving


def test_it_listens_on_this_machine_alone(server) -> None:
    listening = listen(0)
    for one in listening.sockets:
        one.close()
    assert set(listening.addresses) <= {"127.0.0.1", "::1"}
    assert "127.0.0.1" in listening.addresses
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=10)


def test_the_printed_address_works_once_and_the_next_is_printed(sample_case) -> None:
    with serving(sample_case) as server:
        first = server.entrances[-1]
        reply = server.client.get(first)
        server.hear()
        assert (reply.status, reply.headers["location"]) == (303, "/")
        assert server.client.get(first).status == 403
        assert server.entrances[-1] != first
        assert server.client.get(server.entrances[-1]).status == 303


def test_the_cookie_cannot_be_read_by_script_nor_sent_from_elsewhere(server) -> None:
    reply = server.client.get(server.entrances[-1])
    server.hear()
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert server.entrances[0].partition("=")[2] not in cookie


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_without_the_token_nothing_is_told(server, authorization) -> None:
    headers = [] if authorization is None else [("Authorization", authorization)]
    reply = server.client.get("/api/v1/claims", *headers)
    assert reply.status == 401
    assert reply.json["error"]["code"] == "token"


def test_the_cookie_and_the_token_let_in(server) -> None:
    assert server.browser().get("/api/v1/casebook").status == 200
    assert server.program().get("/api/v1/casebook").status == 200
    assert Client(server.port, (("Cookie", f"khabar-{server.port}=guessed"),)).get("/api/v1/casebook").status == 401


def test_every_answer_says_that_it_tells_of_reports(server) -> None:
    found = server.program().get("/api/v1/claims").json
    assert found["label"].startswith("What was reported, by whom; not what happened. Not complete: 17 reports")
