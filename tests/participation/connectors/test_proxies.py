"""Services behind a proxy: links that name another host are asked on the known one, and nothing is sent elsewhere."""

from __future__ import annotations

import pytest
from faults import Answer, Case, all_cases, replace, run, running, stored
from loopserver import LoopServer
from samplan.web.addresses import Origin, further_page
from samplan.web.errors import RedirectedElsewhere

HERE = Origin("https", "city.example", 443)
NOW = "https://city.example/feedback/collections/a/items?limit=10"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://inner:8080/collections/a/items?offset=10&limit=10", f"{NOW.partition('?')[0]}?offset=10&limit=10"),
        ("http://10.0.0.7/items?startindex=10", f"{NOW.partition('?')[0]}?startindex=10"),
        ("//inner/items?offset=10", f"{NOW.partition('?')[0]}?offset=10"),
        ("https://city.example:8443/x?offset=10", f"{NOW.partition('?')[0]}?offset=10"),
        ("https://user:secret@inner/items?offset=10#part", f"{NOW.partition('?')[0]}?offset=10"),
        ("?offset=10", f"{NOW.partition('?')[0]}?offset=10"),
        ("http://city.example/other?offset=10", "https://city.example/other?offset=10"),
    ],
)
def test_only_the_query_of_a_link_to_another_host_counts(link, expected):
    assert further_page(link, NOW, HERE) == expected


@pytest.mark.parametrize("link", ["https://inner/collections/b/items", "https://inner/items?limit=10"])
def test_a_link_to_another_host_without_a_question_of_its_own_is_refused(link):
    with pytest.raises(RedirectedElsewhere, match="another host, inner"):
        further_page(link, NOW, HERE)


@pytest.mark.parametrize("case", [case for case in all_cases() if case.paged], ids=lambda case: case.name)
def test_links_of_every_connector_stay_on_the_host(case: Case, database):
    elsewhere: list[str] = []
    with LoopServer(lambda request: elsewhere.append(request.target) or Answer(404)) as other, running(case) as server:

        def rename(_simulator, request, answer, _number):
            for written in (request.host, request.host.replace(":", "%3A")):
                body = answer.body.replace(written.encode(), f"localhost:{other.url.rpartition(':')[2]}".encode())
                headers = {name: value.replace(written, "localhost:1") for name, value in answer.headers.items()}
                answer = replace(answer, body=body, headers=headers)
            return answer

        whole = run(case, server.url, database)
        server.strike(rename)
        result = run(case, server.url, database)
    assert elsewhere == []
    assert (whole.complete, result.complete, result.changed, result.removed) == (True, True, 0, 0)
    assert len(stored(database)) == whole.items
