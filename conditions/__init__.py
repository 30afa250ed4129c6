"""Conditions, evidence summaries and safety notes."""
