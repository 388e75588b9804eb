"""The Framework page: how mature measuring is in seven modules, and the registers that keep it so."""
