import { describe, expect, test } from "vitest";
import { feedsBySource, needALook } from "./feed-order";
import {
  ADAPTERS,
  adapterWords,
  asksWhetherRight,
  counted,
  feedName,
  hostOf,
  intervalsWith,
  intervalWords,
  isFilledByHand,
  kindWords,
} from "./feed-words";
import { durationWords, sizeWords, triggerWords } from "./run-words";
import { FEED, RUN, SOURCE } from "./samples/feed";

describe("a feed", () => {
  test("is called by its name, else by its host, else by all of its address", () => {
    expect(feedName(FEED)).toBe("Evenings");
    expect(feedName({ ...FEED, name: null })).toBe("calendar.pelican.example");
    expect(feedName({ name: null, url: "file:evenings" })).toBe("file:evenings");
    expect(hostOf("no address")).toBe("no address");
  });

  test("is filled by hand where its address is none of the web", () => {
    expect(isFilledByHand(FEED)).toBe(false);
    expect(isFilledByHand({ url: "file:evenings" })).toBe(true);
  });

  test.each([
    ["halved", false, true],
    ["empty", false, true],
    ["halved", true, false],
    ["partial", false, false],
    [null, false, false],
  ])("in the trouble %j, accepted %j, asks whether that is right: %j", (kind, isAccepted, asks) => {
    const feed = { ...FEED, trouble_kind: kind, accepts_next_drop: isAccepted };
    expect(asksWhetherRight(feed)).toBe(asks);
  });
});

describe("words of feeds", () => {
  test("tell every kind of source and feed, those of tomorrow too", () => {
    expect(kindWords("city")).toBe("The city or county");
    expect(kindWords("submission")).toBe("Submitted by readers");
    expect(kindWords("brass_band")).toBe("Brass band");
    expect(adapterWords("xlsx")).toBe(adapterWords("csv"));
    expect(adapterWords("carrier_pigeon")).toBe("Carrier pigeon");
    expect(new Set(ADAPTERS.map(({ label }) => label)).size).toBe(ADAPTERS.length);
    expect(triggerWords("schedule")).toBe("on time");
    expect(triggerWords("full_moon")).toBe("full moon");
  });

  test("tell intervals, and offer the present one whatever it is", () => {
    expect(intervalWords(60)).toBe("Every hour");
    expect(intervalWords(47)).toBe("Every 47 minutes");
    expect(intervalsWith(47).at(-1)?.value).toBe("47");
    expect(intervalsWith(60).filter(({ value }) => value === "60")).toHaveLength(1);
  });

  test("count", () => {
    expect(counted(1, "feed")).toBe("1 feed");
    expect(counted(0, "feed")).toBe("0 feeds");
    expect(counted(12_345, "date")).toBe("12,345 dates");
  });

  test.each([
    [0, ""],
    [999, "999 bytes"],
    [1_234, "1 kB"],
    [20_000_000, "20.0 MB"],
  ])("tell the size of %i bytes", (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  test("tell how long a run took", () => {
    expect(durationWords(RUN)).toBe("1.3 s");
    expect(durationWords({ ...RUN, finished_at: "2026-11-21T20:05:00.042Z" })).toBe("42 ms");
    expect(durationWords({ ...RUN, finished_at: "2026-11-21T20:04:00Z" })).toBe("");
  });
});

describe("the list of feeds", () => {
  test("puts each feed under its source, in the order of the sources", () => {
    const other = { ...SOURCE, id: 4, name: "Tern Gallery" };
    const orphan = { ...FEED, id: 9, source_id: 99 };
    expect(feedsBySource([other, SOURCE], [FEED, orphan])).toEqual([
      { source: other, feeds: [] },
      { source: SOURCE, feeds: [FEED] },
    ]);
  });

  test("begins with what is in trouble, then with what is stale", () => {
    const feeds = (["good", "stale", "paused", "trouble", "new"] as const).map((health, id) => ({
      ...FEED,
      id,
      health,
    }));
    expect(needALook(feeds).map(({ health }) => health)).toEqual(["trouble", "stale"]);
  });
});
