"""DIPAS simulator (contract tests), written from the source of the UNITAC fork (``PDSContributionList.php``,
``PDSProjectList.php``, ``RetrieveCommentsTrait.php``,
``RestApi.php``): one answer without pages, places that are none, nested comments."""

from __future__ import annotations

from typing import Any

from faults import Answer, Case, Item, Request, Simulator, json_answer

AREA = {"type": "Polygon", "coordinates": [[[9.9, 53.5], [10.1, 53.5], [10.1, 53.6], [9.9, 53.6], [9.9, 53.5]]]}
BASE = "/drupal/dipas-pds/projects"


class DipasSimulator(Simulator):
    def __init__(self) -> None:
        super().__init__()
        self.area: Any = AREA
        self.tells_located = True
        self.in_maintenance = False
        self.comments: dict[str, list[dict[str, Any]]] = {}
        self.more: dict[str, dict[str, Any]] = {}

    def is_data(self, request: Request) -> bool:
        return request.path.endswith("contributions")

    def contribution(self, item: Item, commented: bool) -> dict[str, Any]:
        located = item.lat is not None
        place = {"type": "Point", "coordinates": [item.lon, item.lat]}
        nowhere = self.area or {"type": "Point", "coordinates": [0.0, 0.0]}
        properties: dict[str, Any] = {
            "id": item.id, "dateCreated": item.created, "link": f"http://hafen.dipas.test/#/contribution/{item.id}",
            "title": item.title, "contributionType": "Idee", "contributionContent": item.text,
            "commentsNumber": len(self.comments.get(item.id, [])), "category": item.category, "votingPro": 3,
            "votingContra": 1, "keywordSuggested": "", "keywordPicked": "", "belongToProject": "hafen",
            "customAttribute": {"nlp_scores": {"content": "-"}},
        }  # fmt: skip
        if self.tells_located:
            properties["dipasLocated"] = located
        if commented:
            properties["commentedBy"] = self.comments.get(item.id, [])
        feature = {"type": "Feature", "geometry": place if located else nowhere, "properties": properties}
        feature.update({name: value for name, value in self.more.get(item.id, {}).items() if name == "geometry"})
        properties.update({name: value for name, value in self.more.get(item.id, {}).items() if name != "geometry"})
        return feature

    def answer(self, request: Request) -> Answer:
        if self.in_maintenance:  # the message is lost on the way into the collection, see ``RestApi.php``
            return json_answer({"type": "FeatureCollection", "features": []})
        if request.path == BASE:
            known = {
                "id": "hafen", "nameFull": "Hafen für alle", "description": "Was soll werden?",
                "dateStart": "2026-04-01T00:00:00Z", "dateEnd": "2026-07-01T00:00:00Z", "dipasPhase": "phase1",
                "website": "http://hafen.dipas.test/#", "owner": "Bezirksamt", "referenceSystem": "4326",
                "hasParticipatoryText": [int(item.id) for item in self.items],
            }  # fmt: skip
            return json_answer(
                {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": AREA, "properties": known}]}
            )
        listing = request.path.rpartition("/")[2]
        if request.path == f"{BASE}/intern/{listing}":
            return json_answer({"type": "FeatureCollection", "features": []})
        if request.path != f"{BASE}/hafen/{listing}" or listing not in ("contributions", "commentedcontributions"):
            return json_answer({"status": "error", "message": "Undefined endpoint"}, 500)
        features = [self.contribution(item, listing == "commentedcontributions") for item in self.items]
        return json_answer({"type": "FeatureCollection", "features": features})


CASES = [
    Case("dipas", DipasSimulator, consultation="hafen", paged=False),
]
