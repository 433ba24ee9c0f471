import type { Weather } from "./calendar-types";

/** Where people think of the weather in degrees Fahrenheit, among the zones called America/…. */
const FAHRENHEIT_ZONES = new Set(
  [
    "Adak Anchorage Boise Chicago Denver Detroit Fort_Wayne Indianapolis Juneau Los_Angeles",
    "Louisville Menominee Metlakatla New_York Nome Phoenix Sitka Yakutat",
    "Puerto_Rico St_Thomas Virgin Nassau Belize Cayman",
  ]
    .join(" ")
    .split(" ")
    .map((city) => `America/${city}`),
);
const FAHRENHEIT_REGIONS = [
  "America/Indiana/",
  "America/Kentucky/",
  "America/North_Dakota/",
  "US/",
];
const FAHRENHEIT_ISLANDS = new Set(["Pacific/Honolulu", "Pacific/Guam", "Pacific/Pago_Pago"]);

/** "Partly cloudy, 63 to 81 °F"; in the degrees that people of the zone (IANA name) think in. */
export function weatherWords(weather: Weather, zone: string): string {
  const sky = `${weather.words.slice(0, 1).toUpperCase()}${weather.words.slice(1)}`;
  return usesFahrenheit(zone)
    ? `${sky}, ${span(weather.lowest_fahrenheit, weather.highest_fahrenheit)}\u00a0°F`
    : `${sky}, ${span(weather.lowest_celsius, weather.highest_celsius)}\u00a0°C`;
}

function usesFahrenheit(zone: string): boolean {
  return (
    FAHRENHEIT_ZONES.has(zone) ||
    FAHRENHEIT_ISLANDS.has(zone) ||
    FAHRENHEIT_REGIONS.some((region) => zone.startsWith(region))
  );
}

/** "63 to 81", "−3 to 2" with a real minus, "70" where both are one. */
function span(lowest: number, highest: number): string {
  const words = (degrees: number) => String(degrees).replace("-", "\u2212");
  return lowest === highest ? words(lowest) : `${words(lowest)} to ${words(highest)}`;
}
