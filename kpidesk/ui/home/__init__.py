"""Home: without a desk the way in; in a desk where the work stands, and what comes next."""
