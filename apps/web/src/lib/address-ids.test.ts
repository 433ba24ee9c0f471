import { describe, expect, test } from "vitest";
import { formId, formUuid, pageId, pageUuid } from "./address-ids";
import { FormRefusedError } from "./form-fields";
import { NotHereError } from "./not-here";

const UUID = "7a127435-0bbc-48c4-9607-f79895d9fde6";

describe("an id out of an address", () => {
  test("is a number or a UUID", () => {
    expect(pageId("12")).toBe(12);
    expect(formId("12")).toBe(12);
    expect(pageUuid(UUID.toUpperCase())).toBe(UUID);
    expect(formUuid(UUID)).toBe(UUID);
  });

  test.each(["", "0", "-1", "1.5", "1e3", " 1", "1/2", "..", "9".repeat(16), UUID])(
    "%j is none",
    (text) => {
      expect(() => pageId(text)).toThrow(NotHereError);
      expect(() => formId(text)).toThrow(FormRefusedError);
    },
  );

  test.each(["", "1", `${UUID}/x`, UUID.slice(1)])("%j is no UUID", (text) => {
    expect(() => pageUuid(text)).toThrow(NotHereError);
    expect(() => formUuid(text)).toThrow(FormRefusedError);
  });
});
