import { expect, test } from "vitest";
import { addDays, daysFrom, type LocalDate, weekdayOf } from "./local-date";
import { weekendOf } from "./weekend";

const day = (text: string) => text as LocalDate;

test("from Monday to Thursday it is the one to come", () => {
  for (const today of ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]) {
    expect(weekendOf(day(today))?.saturday).toBe("2026-11-21");
  }
});

test("from Friday to Sunday it is the one that runs", () => {
  for (const today of ["2026-11-20", "2026-11-21", "2026-11-22"]) {
    expect(weekendOf(day(today))).toEqual({
      friday: "2026-11-20",
      saturday: "2026-11-21",
      sunday: "2026-11-22",
    });
  }
});

test.each(["2026-03-02", "2026-10-26"])(
  "the change of clocks in the week of %s leaves it whole",
  (monday) => {
    const weekend = weekendOf(day(monday));
    expect(weekend?.friday).toBe(addDays(day(monday), 4));
    expect(weekend?.sunday).toBe(addDays(day(monday), 6));
  },
);

test("on each day of four years it is a Friday, a Saturday and a Sunday not yet past", () => {
  for (const today of daysFrom(day("2026-01-01"), 4 * 366)) {
    const weekend = weekendOf(today);
    expect(weekend && [weekend.friday, weekend.saturday, weekend.sunday].map(weekdayOf)).toEqual([
      5, 6, 0,
    ]);
    expect(weekend && weekend.sunday >= today).toBe(true);
  }
});

test("the last days of the year 9999 have none", () => {
  expect(weekendOf(day("9999-12-31"))).toBeNull();
});
