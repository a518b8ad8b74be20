"""Sources of every format → Form, with everything that could not be placed."""
