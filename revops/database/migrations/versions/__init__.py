"""The changes of the tables in their order; one that has been released is never edited."""
