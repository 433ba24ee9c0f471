import { describe, expect, test } from "vitest";
import { FormRefusedError } from "./form-fields";
import { readFile } from "./form-file";

const MOST_BYTES = 1_000;

function posted(parts: Record<string, string | Blob>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    body.append(name, value);
  }
  return new Request("http://site/", { method: "POST", body });
}

async function refusalOf(request: Request): Promise<number> {
  const reading = readFile(request, "file", MOST_BYTES);
  await expect(reading).rejects.toThrow(FormRefusedError);
  return reading.catch((error: FormRefusedError) => error.status) as Promise<number>;
}

describe("a posted file", () => {
  test("arrives byte for byte", async () => {
    const bytes = Uint8Array.of(0x42, 0x0d, 0x0a, 0xff, 0x00);
    const file = await readFile(posted({ file: new Blob([bytes]) }), "file", MOST_BYTES);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });

  test.each([
    ["none was chosen", posted({ file: new Blob([]) })],
    ["it is no file", posted({ file: "text" })],
    ["another was sent", posted({ other: new Blob(["x"]) })],
    [
      "it is a form without files",
      new Request("http://site/", { method: "POST", body: new URLSearchParams({ file: "x" }) }),
    ],
    [
      "it was cut off",
      new Request("http://site/", {
        method: "POST",
        body: "--x\r\nContent-Disp",
        headers: { "Content-Type": "multipart/form-data; boundary=x" },
      }),
    ],
  ])("is refused with 400 where %s", async (_, request) => {
    expect(await refusalOf(request)).toBe(400);
  });

  test("is refused with 413 where it is too large", async () => {
    expect(await refusalOf(posted({ file: new Blob(["x".repeat(30_000)]) }))).toBe(413);
  });
});
