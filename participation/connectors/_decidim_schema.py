"""Decidim's schema, as a site's introspection tells it, and the questions that fit it."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

PAGE_SIZE = 50
"""Items per request: Decidim's own limit."""
COMMENT_LEVELS = 4
"""Decidim lets comments answer comments three levels deep."""
SPACES = ("participatoryProcesses", "assemblies", "conferences")
"""Kinds of participatory spaces that may have components."""

_SCALARS = ("id", "address", "state", "official", "withdrawn", "isWithdrawn", "closed", "url", "createdAt", "updatedAt",
            "publishedAt", "totalCommentsCount", "voteCount", "likesCount", "endorsementsCount")  # fmt: skip
_TEXTS = ("title", "body", "description")
_COMMENT_SCALARS = ("id", "body", "createdAt", "upVotes", "downVotes")
INTROSPECTION = """query {
  proposal: __type(name: "Proposal") {...shape} meeting: __type(name: "Meeting") {...shape}
  comment: __type(name: "Comment") {...shape} text: __type(name: "LocalizedString") {...shape}
  query: __type(name: "Query") {...shape} proposals: __type(name: "Proposals") {...shape}
  order: __type(name: "ProposalSort") {inputFields {name}}
  narrow: __type(name: "ComponentFilter") {inputFields {name}}
}
fragment shape on __Type {fields {name args {name} type {name ofType {name ofType {name ofType {name}}}}}}"""


class Schema(NamedTuple):
    """What a site's schema offers.

    Attributes
    ----------
    fields : mapping
        Type of interest ("proposal", "meeting", "comment", "text", "query") to its field names and their types.
    ordered : bool
        Proposals can be asked for in the order of their ids.
    tells_mapped : bool
        Components can be narrowed to those with a map.
    """

    fields: Mapping[str, Mapping[str, str]]
    ordered: bool
    tells_mapped: bool

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Schema:
        """Read the answer to `INTROSPECTION`; types that this version lacks are null there."""
        shapes = {name: shape for name, shape in data.items() if isinstance(shape, dict)}
        fields = {
            name: {field["name"]: _type_name(field["type"]) for field in shape.get("fields") or ()}
            for name, shape in shapes.items()
        }
        inputs = {name: {item["name"] for item in shape.get("inputFields") or ()} for name, shape in shapes.items()}
        arguments = {
            argument["name"]
            for field in shapes.get("proposals", {}).get("fields") or ()
            for argument in field.get("args") or ()
            if field["name"] == "proposals"
        }
        return cls(
            fields,
            "order" in arguments and "id" in inputs.get("order", ()),
            "withGeolocationEnabled" in inputs.get("narrow", ()),
        )

    def has(self, of: str, name: str) -> bool:
        """Whether a type has a field."""
        return name in self.fields.get(of, {})

    def spaces_question(self) -> str:
        """Ask for all components, those with a map once more apart."""
        words = "{translations {locale text}}"
        mapped = "located: components(filter: {withGeolocationEnabled: true}) {id}" if self.tells_mapped else ""
        asked = [
            f"{space} {{title {words} components {{id __typename name {words}}} {mapped}}}"
            for space in SPACES
            if self.has("query", space)
        ]
        return f"query {{{' '.join(asked)}}}"

    def page_question(self, listing: str, of: str, comments: bool, authors: bool) -> str:
        """Ask for one page of a component with the fields that this version has.

        Parameters
        ----------
        listing, of : str
            ``proposals`` of type ``Proposal`` or ``meetings`` of type ``Meeting``.
        comments : bool
            With comments.
        authors : bool
            With the ids (never the names) of authors, for pseudonyms.
        """
        kind = of.lower()
        words = "{translations {locale text machineTranslated}}"
        if not self.has("text", "machineTranslated"):
            words = "{translations {locale text}}"
        parts = [name for name in _SCALARS if self.has(kind, name)]
        texts = [name for name in _TEXTS if self.has(kind, name)]
        types = self.fields.get(kind, {})
        parts += [f"{name} {words}" if types[name] == "TranslatedField" else name for name in texts]
        labels = ("taxonomies", "category", "scope")
        parts += [f"{name} {{name {words}}}" for name in labels if self.has(kind, name)]
        if self.has(kind, "coordinates"):
            parts.append("coordinates {latitude longitude}")
        if authors and self.has(kind, "author"):
            parts.append("author {id}")
        if comments and self.has(kind, "comments"):
            parts.append(self._comments_part(authors))
        order = ', order: {id: "ASC"}' if of == "Proposal" and self.ordered else ""
        items = f"{listing}(first: {PAGE_SIZE}, after: $after{order})"
        edges = f"pageInfo {{hasNextPage endCursor}} edges {{node {{{' '.join(parts)}}}}}"
        return (
            "query ($component: ID!, $after: String)"
            f" {{component(id: $component) {{... on {of}s {{{items} {{{edges}}}}}}}}}"
        )

    def _comments_part(self, authors: bool) -> str:
        names = [name for name in _COMMENT_SCALARS if self.has("comment", name)]
        if authors and self.has("comment", "author"):
            names.append("author {id}")
        part = ""
        for _level in range(COMMENT_LEVELS):
            part = f"comments {{{' '.join(names)} {part}}}"
        return part


def _type_name(kind: Any) -> str:
    """The name of a type inside lists and non-nulls."""
    while isinstance(kind, dict):
        if kind.get("name"):
            return str(kind["name"])
        kind = kind.get("ofType")
    return ""
