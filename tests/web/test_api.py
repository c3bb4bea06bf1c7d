"""The API keeps to what it says of itself."""

from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from onrecord.record.store import Record
from onrecord.web.app import make_app
from onrecord.web.security import LOOPBACK, Guard


def test_the_api_gives_what_the_commands_print(client: httpx.Client) -> None:
    found = client.get("/api/v1/statements", params={"q": "membership", "speaker": "vale"}).json()
    assert {hit["speaker"] for hit in found["hits"]} == {"Jonas Vale"}
    document = found["hits"][0]["document_id"]
    reading = client.get(f"/api/v1/articles/{document}").json()
    assert reading["article"]["id"] == document
    assert client.get("/api/v1/stats").json()["articles"] == 8
    assert client.get("/api/v1/speakers/none").status_code == 404
    assert client.get("/api/v1/timeline", params={"since": "soon"}).status_code == 422


def test_a_judgement_is_kept_and_withdrawn(client: httpx.Client) -> None:
    sid = client.get("/api/v1/statements").json()["hits"][0]["statement_id"]
    answer = client.post("/api/v1/reviews", json={"subject": sid, "verdict": "unsure", "reviewer": "ada"})
    assert answer.status_code == 201
    number = answer.json()["id"]
    assert client.get(f"/api/v1/statements/{sid}").json()["verdict"] == "unsure"
    assert client.delete(f"/api/v1/reviews/{number}", params={"reviewer": "bo"}).status_code == 400
    assert client.delete(f"/api/v1/reviews/{number}", params={"reviewer": "ada"}).status_code == 204
    assert client.get(f"/api/v1/statements/{sid}").json()["verdict"] is None


def test_no_call_makes_it_fail_or_break_its_schema(filled: Record) -> None:
    app = make_app(filled, Guard(hosts=LOOPBACK | {"testserver"}))
    calls = 0
    operation: Any
    for operation in schemathesis.openapi.from_asgi("/api/v1/openapi.json", app).get_all_operations():

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.ok().as_strategy())
        def call(case: Any) -> None:
            nonlocal calls
            calls += 1
            case.call_and_validate(checks=[not_a_server_error, response_schema_conformance, content_type_conformance])

        call()
    assert calls > 100
