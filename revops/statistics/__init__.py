"""Numbers in, numbers out: estimates and their intervals. Nothing here knows where data lives."""
