"""The Community page: the people who keep measurement alive, their meetings, and what comes of these."""
