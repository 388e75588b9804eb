"""The Gallery page: posters on the wall, notes typed from it, and what the team decides on them."""
