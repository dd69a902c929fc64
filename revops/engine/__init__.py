"""Where queries run; nothing else knows where data lives."""
