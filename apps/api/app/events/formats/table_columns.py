"""Which column of a table says what, told by its heading in any of many spellings."""

import re
from collections.abc import Sequence

_SPELLINGS: dict[str, str] = {
    "title": (
        "title name event eventname eventtitle summary subject what activity program "
        "programname heading"
    ),
    "start": (
        "start startdate startdatetime startsat startson begin begins begindate date dates "
        "day when eventdate eventstart eventstartdate datetime dateandtime dtstart from "
        "startdateandtime datetimestart"
    ),
    "start_time": (
        "starttime time begintime eventtime eventstarttime timestart times startingtime hours hour"
    ),
    "end": (
        "end enddate enddatetime endsat endson ends finish finishdate until eventend "
        "eventenddate dtend to through enddateandtime datetimeend"
    ),
    "end_time": "endtime finishtime eventendtime timeend endingtime",
    "all_day": "allday alldayevent isallday wholeday",
    "location": (
        "location venue place where venuename eventvenuename locationname eventlocation site "
        "facility"
    ),
    "address": "address venueaddress streetaddress street locationaddress addressline1",
    "city": "city town venuecity",
    "state": "state province region",
    "zip": "zip zipcode postcode postalcode",
    "description": (
        "description details eventdescription notes about body info information "
        "longdescription eventdetails shortdescription"
    ),
    "cost": (
        "cost price eventcost ticketprice tickets admission fee fees ticketcost entry pricing"
    ),
    "is_free": "free isfree freeevent",
    "url": (
        "url link website eventurl eventwebsite web webpage eventlink href moreinfo ticketurl "
        "ticketlink registrationlink"
    ),
    "image_url": "image imageurl photo photourl eventfeaturedimage picture flyer",
    "categories": (
        "category categories eventcategory eventcategories type eventtype tags tag eventtags "
        "genre kind"
    ),
    "organizer": (
        "organizer organiser host organization organisation presenter hostedby "
        "eventorganizername organizername sponsor contactname"
    ),
    "uid": "id uid eventid uuid identifier guid externalid ref number",
    "status": "status eventstatus stateofevent cancelled canceled",
    "zone": "timezone tz zone eventtimezone",
    "latitude": "latitude lat",
    "longitude": "longitude lng lon long",
}
_RANKS = {
    spelling: (field, rank)
    for field, spellings in _SPELLINGS.items()
    for rank, spelling in enumerate(spellings.split())
}
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_COLUMNS = 300

Columns = dict[str, int]


def columns_of(cells: Sequence[object]) -> Columns | None:
    """Return where each field stands, None where the cells are no headings of a table of events.

    There must be a title and a start. Of several columns for one field the best spelling counts.
    """
    found: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells[:_MOST_COLUMNS]):
        known = _RANKS.get(_plain(cell))
        if known is None:
            continue
        field, rank = known
        if field not in found or rank < found[field][0]:
            found[field] = rank, index
    columns = {field: index for field, (_, index) in found.items()}
    for field, of_times in (("start", "start_time"), ("end", "end_time")):
        if field not in columns and of_times in columns and "start" not in found:
            columns[field] = columns.pop(of_times)  # "Start Time" holds the date as well
    return columns if "title" in columns and "start" in columns else None


def _plain(cell: object) -> str:
    if not isinstance(cell, str):
        return ""
    return re.sub(r"[^a-z0-9]", "", _REMARK.sub("", cell[:100]).lower())
