"""Pictures in millimetres: what paper, screen and projector all paint."""
