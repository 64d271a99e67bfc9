"""Synthetic cases for VenoGuide: descriptions, FHIR shapes and expectations.

`scripts/make-samples` turns them into the folder `Samples`.
"""
