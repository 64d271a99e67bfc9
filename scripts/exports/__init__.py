"""Synthetic exports of a hospital, and what is known of every patient in them.

`scripts/make-export` writes them; `scripts/check-batch`, `scripts/bench` and `scripts/spark-batch.py` are held against them.
"""
