"""A form as a stream of text: pages → labels and tokens → the item each piece belongs to."""
