"""What an edit does to a handling: measures, places, scope, uses – stronger, weaker, wider or the same."""
