"""The Desk page: what comes in, what was done, what was removed, backups and copies."""
