"""The words of the calendar, and what a misspelled one was meant to be."""
