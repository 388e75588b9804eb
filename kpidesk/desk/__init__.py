"""The desk file: tables, edits, journal, working copy, publishing, lock, backups, migrations."""
