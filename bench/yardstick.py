"""The yardstick: the day's events as most applications would serve them.

SQLAlchemy objects with eager relationships, turned into pydantic models by FastAPI.
"""

import os
from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ForeignKey, MetaData, Table, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

engine = create_async_engine(
    os.environ.get("DATABASE_URL", "postgresql://localhost").replace(
        "postgresql://", "postgresql+psycopg://", 1
    ),
    pool_pre_ping=True,
    pool_size=5,
    max_overflow=10,
    connect_args={"options": "-c jit=off"},
)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Tables of the calendar, as far as a day's page shows them."""

    metadata = MetaData(schema="app")


event_category = Table(
    "event_category",
    Base.metadata,
    Column("event_id", ForeignKey("app.event.id"), primary_key=True),
    Column("category_id", ForeignKey("app.category.id"), primary_key=True),
)


class Category(Base):
    """A category."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]


class Venue(Base):
    """A venue."""

    __tablename__ = "venue"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]
    address: Mapped[str | None]
    area: Mapped[str | None]


class Event(Base):
    """An event."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    slug: Mapped[str]
    description: Mapped[str | None]
    free: Mapped[str]
    price_text: Mapped[str | None]
    external_url: Mapped[str | None]
    status: Mapped[str]
    is_hidden: Mapped[bool]
    categories: Mapped[list[Category]] = relationship(secondary=event_category)


class Occurrence(Base):
    """One date of an event."""

    __tablename__ = "occurrence"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("app.event.id"))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("app.venue.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    local_date: Mapped[date]
    local_end_date: Mapped[date]
    all_day: Mapped[bool]
    zone: Mapped[str]
    status: Mapped[str]
    location_text: Mapped[str | None]
    event: Mapped[Event] = relationship()
    venue: Mapped[Venue | None] = relationship()


class Shape(BaseModel):
    """Reads its fields from an object's attributes."""

    model_config = ConfigDict(from_attributes=True)


class CategoryOut(Shape):
    """A category."""

    id: int
    name: str
    slug: str


class VenueOut(Shape):
    """A venue."""

    id: int
    name: str
    slug: str
    address: str | None
    area: str | None


class EventOut(Shape):
    """An event."""

    id: int
    title: str
    slug: str
    description: str | None
    free: str
    price_text: str | None
    external_url: str | None
    status: str
    categories: list[CategoryOut]


class OccurrenceOut(Shape):
    """One date of an event."""

    id: int
    starts_at: datetime
    ends_at: datetime | None
    local_date: date
    local_end_date: date
    all_day: bool
    zone: str
    status: str
    location_text: str | None
    event: EventOut
    venue: VenueOut | None


app = FastAPI()


async def open_session() -> AsyncIterator[AsyncSession]:
    """Open a session for one request."""
    async with sessions() as session:
        yield session


@app.get("/api/events/day", response_model=list[OccurrenceOut])
async def events_of_day(
    day: date, session: Annotated[AsyncSession, Depends(open_session)]
) -> list[Occurrence]:
    """What happens on a day."""
    statement = (
        select(Occurrence)
        .join(Occurrence.event)
        .where(
            Occurrence.local_date <= day,
            Occurrence.local_end_date >= day,
            Event.is_hidden.is_(False),
        )
        .options(
            selectinload(Occurrence.event).selectinload(Event.categories),
            selectinload(Occurrence.venue),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return list((await session.scalars(statement)).all())


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that the server answers."""
    return {"status": "ok"}
