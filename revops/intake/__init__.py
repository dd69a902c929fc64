"""Bytes to tables: sniffing, reading in a child process, headers, matching, coercing, checking."""
