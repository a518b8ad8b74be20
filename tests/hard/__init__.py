"""What a hostile or broken surrounding must not do to a command."""
