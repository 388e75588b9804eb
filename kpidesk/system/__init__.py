"""The machine underneath: resources, paths, files, logs, clock."""
