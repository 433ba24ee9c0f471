import { describe, expect, test } from "vitest";
import { FormRefusedError, readFields } from "./form-fields";

const FORM = "application/x-www-form-urlencoded";

function posted(body: BodyInit | null, type: string | null = FORM): Request {
  const headers = new Headers(type === null ? {} : { "Content-Type": type });
  const request = new Request("http://site/", { method: "POST", body, headers });
  if (type === null) {
    request.headers.delete("Content-Type");
  }
  return request;
}

async function refusalOf(request: Request): Promise<number> {
  const reading = readFields(request, ["email"]);
  await expect(reading).rejects.toThrow(FormRefusedError);
  return reading.catch((error: FormRefusedError) => error.status) as Promise<number>;
}

describe("a posted form", () => {
  test("is read by the names of its fields", async () => {
    const request = posted("email=caf%C3%A9%40b.example&other=1&onward=&onward=twice");
    expect(await readFields(request, ["email", "onward"])).toEqual({
      email: "café@b.example",
      onward: "",
    });
  });

  test("may have fields that are sent any number of times", async () => {
    const names = ["email", "tags", "none"];
    expect(await readFields(posted("email=a&tags=b&tags=c"), names, ["tags", "none"])).toEqual({
      email: "a",
      tags: "b,c",
      none: "",
    });
  });

  test("may say its character set", async () => {
    const request = posted("email=a", "Application/X-WWW-Form-URLencoded; charset=UTF-8");
    expect(await readFields(request, ["email"])).toEqual({ email: "a" });
  });

  test.each([
    ["nothing", posted(null)],
    ["nothing at all", posted(null, null)],
    ["without a field", posted("e-mail=a")],
    ["JSON", posted('{"email":"a"}', "application/json")],
    ["a file upload", posted("x", "multipart/form-data; boundary=x")],
    ["bytes that are no text", posted(Uint8Array.of(0x65, 0xff, 0xfe))],
  ])("is refused with 400: %s", async (_, request) => {
    expect(await refusalOf(request)).toBe(400);
  });

  test("with broken percent-encoding is taken as it is", async () => {
    expect(await readFields(posted("email=%&x=%zz"), ["email"])).toEqual({ email: "%" });
  });

  test("that is too large is refused before all of it was read", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    const request = new Request("http://site/", {
      method: "POST",
      body: endless,
      headers: { "Content-Type": FORM },
      duplex: "half",
    } as RequestInit);
    expect(await refusalOf(request)).toBe(413);
    expect(pulled).toBeLessThan(10);
  });
});
