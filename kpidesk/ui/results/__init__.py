"""The results page: a map to draw on, its outline, and what a result or link is about."""
