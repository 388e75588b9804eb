"""What a desk holds and what the methods say about it: frozen records and pure functions."""
