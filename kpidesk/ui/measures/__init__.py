"""Measures: their definitions, their values and what the charts say."""
