import { expect, test } from "vitest";
import { clearedDraftCookies, type Draft, draftCookies, readDraft } from "./draft";

const PLACE = { name: "new", path: "/submit" };
const INSECURE = { isSecure: false };

function jarOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      return [name, value];
    }),
  );
}

function roundTrip(draft: Draft): Draft | null {
  const jar = jarOf(draftCookies(PLACE, draft, INSECURE).lines);
  return readDraft(PLACE, (name) => jar.get(name));
}

test("what was typed comes back as it was, whatever it was", () => {
  const draft = {
    title: "Café “Ñandú”; a=b, \\ \u{1f3bb}",
    description: "Line\r\nby line. ".repeat(200),
  };
  expect(roundTrip(draft)).toEqual(draft);
  expect(roundTrip({})).toEqual({});
});

test("only the form's own pages are sent it, and no script reads it", () => {
  const [line = ""] = draftCookies(PLACE, { title: "x" }, { isSecure: true }).lines;
  expect(line).toMatch(
    /^srq_draft_new_0=[\w-]+; Path=\/submit; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
  );
});

test("each cookie is one that a browser keeps, and what fits in none is named", () => {
  const noise = Array.from({ length: 12_000 }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
  ).join("");
  const { lines, lost } = draftCookies(PLACE, { title: "Recital", description: noise }, INSECURE);
  expect(lost).toEqual(["description"]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(4_096);
  const jar = jarOf(lines);
  expect(readDraft(PLACE, (name) => jar.get(name))).toEqual({ title: "Recital" });
});

test("a shorter draft leaves nothing of a longer one behind", () => {
  const long = jarOf(
    draftCookies(PLACE, { text: crypto.getRandomValues(new Uint8Array(5_000)).join(" ") }, INSECURE)
      .lines,
  );
  const short = jarOf(draftCookies(PLACE, { title: "x" }, INSECURE).lines);
  expect([...short.keys()]).toEqual([...long.keys()]);
  expect(short.get("srq_draft_new_1")).toBe("");
  expect([...jarOf(clearedDraftCookies(PLACE, INSECURE)).values()]).toEqual(["", "", ""]);
});

test.each(["", "nonsense", "W10", Buffer.from("[]").toString("base64url")])(
  "%j is no draft",
  (value) => {
    expect(readDraft(PLACE, (name) => (name.endsWith("_0") ? value : undefined))).toBeNull();
  },
);
