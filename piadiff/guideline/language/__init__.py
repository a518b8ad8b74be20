"""What a sentence of a form says: its reading, its clauses, and what content it lost and gained. No law, no verdict."""
