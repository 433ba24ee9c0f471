"""How the database volume of an older system becomes this stack's."""
