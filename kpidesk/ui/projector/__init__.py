"""The second window for the room: what is worked on, without panels and large enough for the last row."""
