"""Protecting people: pseudonyms, purpose and retention, personal data found and masked in texts, safe publication.

The only fields that ever leave a connector are those of `record.Record`: names, e-mails and author ids have no place there.
May import `messages`, `record`, `values` and numpy.
"""
