"""What search reads of each event, made from the calendar."""
