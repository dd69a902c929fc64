"""Four fictional companies: what is true of them, and the files their people would hand over."""
