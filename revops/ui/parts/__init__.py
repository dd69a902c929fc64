"""Pieces of screens: each shows one thing and computes nothing."""
