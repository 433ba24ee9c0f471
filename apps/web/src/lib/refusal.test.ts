import { describe, expect, test } from "vitest";
import { type RefusalWords, refusalOf } from "./refusal";

const WORDS: RefusalWords = {
  messages: { bad_credentials: "This address and this password do not belong together." },
  fieldMessages: {
    email_taken: ["email", "There is an account with this e-mail address already."],
    wrong_password: ["current_password", "This is not your current password."],
  },
};
const FIELDS = ["email", "password", "current_password"];

function refusal(status: number, problem: unknown, retryAfter: string | null = null) {
  return refusalOf({ status, problem, retryAfter }, FIELDS, WORDS);
}

describe("a refusal", () => {
  test("is told at the field that it is about", () => {
    const errors = [
      { location: ["body", "password"], message: "Choose a longer password." },
      { location: ["body", "password"], message: "Choose a rarer password." },
      { location: ["body", "email"], message: "This is no e-mail address." },
    ];
    expect(refusal(422, { code: "invalid_request", detail: "Invalid.", errors })).toEqual({
      status: 422,
      message: "Please look again at what is marked below.",
      fieldMessages: {
        password: "Choose a longer password.",
        email: "This is no e-mail address.",
      },
    });
  });

  test.each([
    [409, "email_taken", "email"],
    [403, "wrong_password", "current_password"],
  ])("%i %s is about the field %s", (status, code, field) => {
    expect(Object.keys(refusal(status, { code }).fieldMessages)).toEqual([field]);
  });

  test("about a field that the form does not have is told of the whole", () => {
    const errors = [{ location: ["body", "token"], message: "A link is needed." }];
    expect(refusal(422, { code: "invalid_request", detail: "Invalid.", errors })).toEqual({
      status: 422,
      message: "A link is needed.",
      fieldMessages: {},
    });
    expect(
      refusalOf(
        { status: 409, problem: { code: "email_taken", detail: "Taken." }, retryAfter: null },
        [],
      ).message,
    ).toBe("Taken.");
  });

  test("may name its field in its sentence", () => {
    const words = { ...WORDS, namingFields: ["invalid_dates"] };
    const problem = { code: "invalid_dates", detail: "start: This lies in the past." };
    expect(
      refusalOf({ status: 422, problem, retryAfter: null }, ["start"], words).fieldMessages,
    ).toEqual({ start: "This lies in the past." });
    expect(refusalOf({ status: 422, problem, retryAfter: null }, ["end"], words).message).toBe(
      "start: This lies in the past.",
    );
    expect(
      refusalOf({ status: 422, problem, retryAfter: null }, ["start"], WORDS).fieldMessages,
    ).toEqual({});
  });

  test("does not tell which of e-mail address and password was wrong", () => {
    const { message, fieldMessages } = refusal(401, { code: "bad_credentials", detail: "x" });
    expect(message).toContain("do not belong together");
    expect(fieldMessages).toEqual({});
  });

  test.each([
    ["1", "a second"],
    ["45", "45 seconds"],
    ["60", "a minute"],
    ["61", "2 minutes"],
    ["900", "15 minutes"],
    ["86400", "24 hours"],
    [null, "a while"],
    ["Wed, 21 Oct 2026 07:28:00 GMT", "a while"],
    ["-5", "a while"],
  ])("for trying too often says how long to wait: %s", (retryAfter, words) => {
    expect(refusal(429, { code: "too_many_attempts" }, retryAfter).message).toContain(
      `wait ${words} and`,
    );
  });

  test("that this page has no words for is told in the API's", () => {
    expect(refusal(409, { code: "brand_new", detail: "The moon is full." }).message).toBe(
      "The moon is full.",
    );
  });

  test.each([undefined, null, "", "<html>", [], { detail: 7 }, { errors: [null, 1, {}] }])(
    "in no words at all is told all the same: %j",
    (problem) => {
      expect(refusal(500, problem)).toEqual({
        status: 500,
        message: "That did not work, and nothing was changed. Please try again.",
        fieldMessages: {},
      });
    },
  );
});
