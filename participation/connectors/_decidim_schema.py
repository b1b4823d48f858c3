"""Decidim's schema, as a site's introspection tells it, and the questions that fit it."""

from __future__ import annotations

import re
from typing import Any, Iterable, Mapping, NamedTuple, Optional

SHAPES = ((50, 4), (50, 2), (20, 2), (20, 0))
"""Items per request (Decidim's own limit) and levels of comments, from what is wanted to what a strict site answers:
comments answer comments three levels deep, newer versions let a question nest the same field twice only."""
SPACES = ("participatoryProcesses", "assemblies", "conferences")
"""Kinds of participatory spaces that may have components."""

_SCALARS = ("id", "address", "state", "official", "withdrawn", "isWithdrawn", "closed", "url", "createdAt", "updatedAt",
            "publishedAt", "totalCommentsCount", "voteCount", "likesCount", "endorsementsCount")  # fmt: skip
_TEXTS = ("title", "body", "description", "location")
_COMMENT_SCALARS = ("id", "body", "createdAt", "updatedAt", "url", "upVotes", "downVotes")
_SHAPE = "fragment shape on __Type {fields {name args {name} type {name ofType {name ofType {name ofType {name}}}}}}"
INTROSPECTION = (
    """query {
  proposal: __type(name: "Proposal") {...shape} meeting: __type(name: "Meeting") {...shape}
  comment: __type(name: "Comment") {...shape} text: __type(name: "LocalizedString") {...shape}
}
"""
    + _SHAPE,
    """query {
  query: __type(name: "Query") {...shape} proposals: __type(name: "Proposals") {...shape}
  order: __type(name: "ProposalSort") {inputFields {name}}
  narrow: __type(name: "ComponentFilter") {inputFields {name}}
}
"""
    + _SHAPE,
)
"""Two questions, because newer versions allow five aliases in one."""

_NEWEST = {
    "query": "component decidim participatoryProcesses assemblies conferences",
    "text": "locale text machineTranslated",
    "comment": "id body createdAt updatedAt url upVotes downVotes hasComments author comments",
    "proposal": "id address state official withdrawn url createdAt updatedAt publishedAt totalCommentsCount voteCount"
    " likesCount taxonomies coordinates author attachments comments",
    "meeting": "id address isWithdrawn withdrawn closed url createdAt updatedAt publishedAt totalCommentsCount taxonomies"
    " coordinates author attachments comments",
}  # fmt: skip
_NEWEST_TEXTS = {"proposal": "title body", "meeting": "title description location"}
_TYPES = {
    "Proposal": "proposal",
    "Meeting": "meeting",
    "Comment": "comment",
    "LocalizedString": "text",
    "Query": "query",
}
_UNDEFINED = re.compile(r"Field '(\w+)' doesn't exist on type '(\w+)'")


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

    @classmethod
    def newest(cls) -> Schema:
        """Return what the newest generation is known to offer: for sites that do not let anyone ask (its default)."""
        fields = {name: dict.fromkeys(words.split(), "") for name, words in _NEWEST.items()}
        for name, words in _NEWEST_TEXTS.items():
            fields[name].update(dict.fromkeys(words.split(), "TranslatedField"))
        return cls(fields, True, True)

    def without(self, errors: Iterable[Any]) -> Optional[Schema]:
        """Return the schema without what a site's errors call undefined; None when they name nothing of it."""
        said = " ".join(str(error.get("message", "")) for error in errors if isinstance(error, dict))
        mapped = self.tells_mapped and "withGeolocationEnabled" not in said
        ordered = self.ordered and "order" not in said
        gone = {(_TYPES[of], name) for name, of in _UNDEFINED.findall(said) if self.has(_TYPES.get(of, ""), name)}
        if not gone and (ordered, mapped) == (self.ordered, self.tells_mapped):
            return None
        return self._replace(
            fields={
                of: {name: kind for name, kind in known.items() if (of, name) not in gone}
                for of, known in self.fields.items()
            },
            ordered=ordered,
            tells_mapped=mapped,
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

    def page_question(self, listing: str, of: str, shape: tuple[int, int], authors: bool) -> str:
        """Ask for one page of a component with the fields that this version has.

        Parameters
        ----------
        listing, of : str
            ``proposals`` of type ``Proposal`` or ``meetings`` of type ``Meeting``.
        shape : (int, int)
            One of `SHAPES`.
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
        if self.has(kind, "attachments"):
            parts.append("attachments {type url}")
        size, levels = shape
        if levels and self.has(kind, "comments"):
            parts.append(self._comments_part(levels, authors))
        order = ', order: {id: "ASC"}' if of == "Proposal" and self.ordered else ""
        items = f"{listing}(first: {size}, after: $after{order})"
        edges = f"pageInfo {{hasNextPage endCursor}} edges {{node {{{' '.join(parts)}}}}}"
        return (
            "query ($component: ID!, $after: String)"
            f" {{component(id: $component) {{... on {of}s {{{items} {{{edges}}}}}}}}}"
        )

    def _comments_part(self, levels: int, authors: bool) -> str:
        names = [name for name in _COMMENT_SCALARS if self.has("comment", name)]
        if authors and self.has("comment", "author"):
            names.append("author {id}")
        part = "hasComments" if self.has("comment", "hasComments") else ""
        for _level in range(levels):
            part = f"comments {{{' '.join(names)} {part}}}"
        return part


def _type_name(kind: Any) -> str:
    """The name of a type inside lists and non-nulls."""
    while isinstance(kind, dict):
        if kind.get("name"):
            return str(kind["name"])
        kind = kind.get("ofType")
    return ""
