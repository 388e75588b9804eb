"""The Sharing page: partners around a result in the centre, in the four-column table."""
