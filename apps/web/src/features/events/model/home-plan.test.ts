import { describe, expect, test } from "vitest";
import { agendaOfToday, agendaOfWeekend, freePicks, isInWeekend, planHome } from "./home-plan";
import type { LocalDate } from "./local-date";
import { sampleOccurrence } from "./samples/occurrence";

const ZONE = "America/New_York";
const day = (text: string) => text as LocalDate;

describe("the days of the home page", () => {
  test("on a Wednesday leave the weekend to its own section", () => {
    const plan = planHome(day("2026-11-18"));
    expect(plan.weekend).toEqual({ start: "2026-11-20", end: "2026-11-22" });
    expect(plan.daysAhead).toEqual([
      "2026-11-19",
      "2026-11-20",
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
    expect(isInWeekend(plan)).toBe(false);
  });

  test("on a Sunday keep today as the weekend's rest", () => {
    const plan = planHome(day("2026-11-22"));
    expect(plan.weekend).toEqual({ start: "2026-11-22", end: "2026-11-22" });
    expect(plan.daysAhead[0]).toBe("2026-11-23");
    expect(isInWeekend(plan)).toBe(true);
  });

  test("on a Friday do not count the working day as weekend", () => {
    expect(isInWeekend(planHome(day("2026-11-20")))).toBe(false);
  });

  test("survive the end of the year 9999", () => {
    const plan = planHome(day("9999-12-31"));
    expect(plan).toMatchObject({ weekend: null, daysAhead: [] });
  });
});

describe("today", () => {
  const now = new Date("2026-11-21T20:00:00Z"); // 3 pm
  const tonight = sampleOccurrence({ id: 1 });
  const teatime = sampleOccurrence({
    id: 2,
    start_datetime_utc: "2026-11-21T21:00:00Z",
    end_datetime_utc: null,
  });
  const morning = sampleOccurrence({
    id: 3,
    start_datetime_utc: "2026-11-21T14:00:00Z",
    end_datetime_utc: "2026-11-21T16:00:00Z",
  });
  const exhibition = sampleOccurrence({
    id: 4,
    is_ongoing: true,
    all_day: true,
    start_datetime_utc: "2026-11-01T04:00:00Z",
    end_datetime_utc: "2026-12-15T05:00:00Z",
    local_date: "2026-11-01",
    local_end_date: "2026-12-14",
  });
  const festival = sampleOccurrence({
    id: 5,
    all_day: true,
    start_datetime_utc: "2026-11-21T05:00:00Z",
    end_datetime_utc: "2026-11-24T05:00:00Z",
    local_end_date: "2026-11-23",
  });

  test("is told apart into evening, daytime and what lasts; what is over is gone", () => {
    const agenda = agendaOfToday([morning, teatime, tonight, exhibition, festival], now, ZONE);
    expect(agenda.tonight.map((one) => one.id)).toEqual([1]);
    expect(agenda.earlier.map((one) => one.id)).toEqual([2]);
    expect(agenda.ongoing.map((one) => one.id)).toEqual([4, 5]);
  });

  test("has an evening from 5 pm by the clock of the site, in summer as in winter", () => {
    const five = { end_datetime_utc: null };
    const winter = sampleOccurrence({ ...five, start_datetime_utc: "2026-11-21T22:00:00Z" });
    const summer = sampleOccurrence({ ...five, start_datetime_utc: "2026-07-01T21:00:00Z" });
    const before = new Date("2026-06-01T00:00:00Z");
    expect(agendaOfToday([winter, summer], before, ZONE).tonight).toHaveLength(2);
  });
});

describe("this weekend", () => {
  const at = (id: number, local_date: string, start_datetime_utc: string) =>
    sampleOccurrence({
      id,
      local_date,
      local_end_date: local_date,
      start_datetime_utc,
      end_datetime_utc: null,
    });
  const fridayNoon = at(1, "2026-11-20", "2026-11-20T17:00:00Z");
  const fridayEvening = at(2, "2026-11-20", "2026-11-21T00:00:00Z");
  const saturdayNoon = at(3, "2026-11-21", "2026-11-21T17:00:00Z");
  const saturdayEvening = at(4, "2026-11-21", "2026-11-22T00:00:00Z");
  const sunday = at(5, "2026-11-22", "2026-11-22T17:00:00Z");
  const all = [fridayNoon, fridayEvening, saturdayNoon, saturdayEvening, sunday];
  const ids = (today: string, now: string) =>
    agendaOfWeekend(all, { today: day(today), now: new Date(now), zone: ZONE }).map((group) =>
      group.occurrences.map((one) => one.id),
    );

  test("begins on Friday at 5 pm", () => {
    expect(ids("2026-11-18", "2026-11-18T12:00:00Z")).toEqual([[2], [3, 4], [5]]);
  });

  test("does not repeat what stands under Tonight", () => {
    expect(ids("2026-11-21", "2026-11-21T15:00:00Z")).toEqual([[3], [5]]);
  });

  test("forgets what is over", () => {
    expect(ids("2026-11-22", "2026-11-22T15:00:00Z")).toEqual([[5]]);
  });
});

test("free picks leave room for more than one busy day", () => {
  const saturday = [1, 2, 3].map((id) => sampleOccurrence({ id }, { id }));
  const sunday = sampleOccurrence(
    {
      id: 4,
      local_date: "2026-11-22",
      start_datetime_utc: "2026-11-23T00:00:00Z",
      end_datetime_utc: null,
    },
    { id: 4 },
  );
  const picks = freePicks([...saturday, sunday], new Date("2026-11-21T15:00:00Z"));
  expect(picks.map((one) => one.id)).toEqual([1, 2, 4]);
});

test("free picks name each event once and nothing cancelled", () => {
  const now = new Date("2026-11-21T15:00:00Z");
  const picks = freePicks(
    [
      sampleOccurrence({ id: 1, status: "cancelled" }, { id: 1 }),
      sampleOccurrence({ id: 2 }, { id: 2 }),
      sampleOccurrence({ id: 3 }, { id: 2 }),
      sampleOccurrence({ id: 4, is_ongoing: true }, { id: 3 }),
    ],
    now,
  );
  expect(picks.map((one) => one.id)).toEqual([2]);
});
