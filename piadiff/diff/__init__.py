"""Form × Form → Changes; knows no law."""
