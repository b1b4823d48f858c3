"""What an assessment is made of: the document that says which layer plays which role, and how it is measured and scored;
and the matching that proposes the roles of a project's layers.

No Qt, no QGIS. May import `messages`, `scoring` and `indicators`, of which the roles are enough for most.
"""
