"""The Workshops page: agendas, running them, who comes, what comes of it, and a whole engagement."""
