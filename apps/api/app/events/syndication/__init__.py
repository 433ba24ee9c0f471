"""The calendar for other programs: iCalendar, RSS and JSON Feed."""
