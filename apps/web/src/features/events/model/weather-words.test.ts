import { expect, test } from "vitest";
import type { Weather } from "./calendar-types";
import { weatherWords } from "./weather-words";

const WEATHER: Weather = {
  day: "2026-11-25",
  words: "partly cloudy",
  highest_celsius: 27,
  lowest_celsius: 17,
  highest_fahrenheit: 81,
  lowest_fahrenheit: 63,
  rain_percent: 10,
};
const SPACE = "\u00a0";

test.each([
  ["America/New_York", "°F"],
  ["America/Indiana/Knox", "°F"],
  ["Pacific/Honolulu", "°F"],
  ["America/Toronto", "°C"],
  ["America/Mexico_City", "°C"],
  ["America/Sao_Paulo", "°C"],
  ["Europe/Berlin", "°C"],
  ["UTC", "°C"],
])("people of %s think in %s", (zone, unit) => {
  const degrees = unit === "°F" ? "63 to 81" : "17 to 27";
  expect(weatherWords(WEATHER, zone)).toBe(`Partly cloudy, ${degrees}${SPACE}${unit}`);
});

test("below zero has a minus, and one temperature is said once", () => {
  const cold = { ...WEATHER, words: "snow", lowest_celsius: -3, highest_celsius: -3 };
  expect(weatherWords(cold, "Europe/Oslo")).toBe(`Snow, \u22123${SPACE}°C`);
});
