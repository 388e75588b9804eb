"""The window: shell, pages, canvas, projector, dialogs."""
