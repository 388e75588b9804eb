"""What a person can do: one function per user action, by area. Each works within an open edit."""
