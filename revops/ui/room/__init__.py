"""The screens of a workshop, part by part."""
