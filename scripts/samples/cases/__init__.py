"""All cases, in the order of their folders."""

from . import articles, vectors_acute


def all_cases():
    """Every case."""
    return [*articles.CASES, *vectors_acute.CASES]
