import { describe, expect, test } from "vitest";
import { readableAddress } from "./readable-address";
import { readSiteSettings, SettingsRefusedError } from "./site-settings";

describe("the site's settings", () => {
  test("have defaults, and blank counts as unset", () => {
    expect(readSiteSettings({ SITE_NAME: "  ", SITE_TIMEZONE: "" })).toEqual({
      name: "SRQ Happenings",
      url: "http://localhost:3000",
      timezone: "America/New_York",
      features: new Set(["events"]),
      apiUrl: "http://api:8000",
    });
  });

  test("read features as a list and addresses without a trailing slash", () => {
    const settings = readSiteSettings({
      FEATURES: " Quiz, repduel,",
      SITE_URL: "https://a.example/",
    });
    expect(settings.features).toEqual(new Set(["quiz", "repduel"]));
    expect(settings.url).toBe("https://a.example");
  });

  test("reach the API from inside, else where everybody reaches it", () => {
    const everyones = { NEXT_PUBLIC_API_BASE_URL: "https://api.example" };
    expect(readSiteSettings(everyones).apiUrl).toBe("https://api.example");
    const both = { ...everyones, API_INTERNAL_URL: "http://api:8000" };
    expect(readSiteSettings(both).apiUrl).toBe("http://api:8000");
  });

  test.each([
    [{ SITE_TIMEZONE: "Sarasota" }, "SITE_TIMEZONE"],
    [{ SITE_URL: "srq.example" }, "SITE_URL"],
    [{ API_INTERNAL_URL: "ftp://api" }, "API_INTERNAL_URL"],
    [{ NEXT_PUBLIC_API_BASE_URL: "api" }, "NEXT_PUBLIC_API_BASE_URL"],
  ])("%j is refused by name", (environment, name) => {
    expect(() => readSiteSettings(environment)).toThrow(SettingsRefusedError);
    expect(() => readSiteSettings(environment)).toThrow(name);
  });
});

describe("an address", () => {
  test("with sound encoding is left alone", () => {
    expect(readableAddress("/events/caf%C3%A9?a=%")).toBe("/events/caf%C3%A9?a=%");
  });

  test.each([
    ["/events/%", "/events/%25"],
    ["/day/%E0%A4%A?x=1?y", "/day/%25E0%25A4%25A?x=1?y"],
  ])("%s with broken encoding is taken literally", (address, readable) => {
    expect(readableAddress(address)).toBe(readable);
  });
});
