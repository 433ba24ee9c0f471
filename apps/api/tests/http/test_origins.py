"""Only our own pages may change something in the name of a browser's cookies."""

import httpx2
import pytest
from fastapi import FastAPI

from app.http.callers import Callers, parse_networks
from app.http.origins import OwnOriginOnly

OWN, FRIEND, STRANGER = "https://srq.test", "https://app.srq.test", "https://evil.test"


@pytest.fixture
def guarded() -> httpx2.AsyncClient:
    app = FastAPI()

    @app.api_route("/thing", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def thing() -> str:
        return "done"

    app.add_middleware(
        OwnOriginOnly,
        site_url=OWN,
        frontend_origins=(FRIEND,),
        callers=Callers(parse_networks("TRUSTED_PROXIES", "127.0.0.0/8")),
    )
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=OWN)


COOKIE = {"cookie": "srq_access=x"}
FROM = {
    "our page": ({**COOKIE, "origin": OWN}, 200),
    "our page, by the name it was opened under": (
        {
            **COOKIE,
            "origin": "http://localhost:3000",
            "x-forwarded-host": "localhost:3000",
            "x-forwarded-proto": "http",
        },
        200,
    ),
    "a stranger's page": ({**COOKIE, "origin": STRANGER}, 403),
    "a page whose name begins like ours": ({**COOKIE, "origin": f"{OWN}.evil.test"}, 403),
    "a page whose name ends like ours": ({**COOKIE, "origin": "https://not-srq.test"}, 403),
    "our host on another port": ({**COOKIE, "origin": f"{OWN}:8443"}, 403),
    "our host without TLS": ({**COOKIE, "origin": "http://srq.test"}, 403),
    "a listed frontend with our cookies": ({**COOKIE, "origin": FRIEND}, 403),
    "a sandboxed page": ({**COOKIE, "origin": "null"}, 403),
    "nobody says where": (COOKIE, 403),
    "an empty origin": ({**COOKIE, "origin": ""}, 403),
    "another site's cookies too": ({"cookie": "anything=1"}, 403),
    "a program": ({}, 200),
    "a listed frontend without cookies": ({"origin": FRIEND}, 200),
    "a stranger's page without cookies": ({"origin": STRANGER}, 403),
    "a program with a token": ({"authorization": "Bearer x", **COOKIE}, 200),
    "a password in the header is no token": ({"authorization": "Basic x", **COOKIE}, 403),
    "bytes that are no text": ({**COOKIE, "origin": "https://\xff"}, 403),
}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(("headers", "status"), FROM.values(), ids=FROM)
async def test_a_change_is_let_through_by_where_it_comes_from(
    guarded: httpx2.AsyncClient, method: str, headers: dict[str, str], status: int
) -> None:
    raw = [(name.encode(), text.encode("latin-1")) for name, text in headers.items()]
    answer = await guarded.request(method, "/thing", headers=raw)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "foreign_origin"


async def test_reading_is_open_to_every_page(guarded: httpx2.AsyncClient) -> None:
    answer = await guarded.get("/thing", headers={**COOKIE, "origin": STRANGER})
    assert answer.status_code == 200
