"""What people say caused a change, clause by clause, and what follows from it."""
