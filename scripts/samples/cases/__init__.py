"""All cases, in the order of their folders."""

from . import (
    articles, dates, episodes, follow_up, gaps, hostile, orders, outcomes, rules, scores, sources, variants,
    vectors_acute, vectors_gaps, vectors_scores)

PARTS = (
    articles, vectors_acute, vectors_gaps, vectors_scores, gaps, variants, outcomes, dates, rules, scores, episodes,
    follow_up, sources, orders, hostile)


def all_cases():
    """Every case."""
    return [case for part in PARTS for case in part.CASES]
