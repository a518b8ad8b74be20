"""A form in the shape of the official 様式."""
