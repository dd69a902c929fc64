"""Charts: rows in, a Vega-Lite specification out, with a sentence that says the same and the table behind it."""
