"""Records that may be the same person: proposals, the answers of two people, and links that can be undone.

Nothing is moved and nothing is overwritten. That two records are one person is said by a link between them.
"""
