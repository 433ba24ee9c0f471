import { expect, test } from "vitest";
import { entryProblem } from "./entry-problem";

test("a sentence that names its field is about the form's field", () => {
  const problem = { code: "invalid_submission", detail: "start: This lies in the past." };
  expect(entryProblem(problem)).toMatchObject({
    errors: [{ location: ["start_date"], message: "This lies in the past." }],
  });
});

test.each([
  [["body", "end"], "end_date"],
  [["body", "title"], "title"],
  [["body", "categories", 0], "categories"],
])("a complaint about %j is about %s", (location, field) => {
  const problem = {
    code: "invalid_request",
    detail: "Invalid.",
    errors: [{ location, message: "x" }],
  };
  expect(entryProblem(problem)).toMatchObject({ errors: [{ location: [field], message: "x" }] });
});

test.each([
  null,
  "nonsense",
  { code: "form_token", detail: "start: not about a field" },
  { errors: [null] },
])("%j is left as it is, or empty", (problem) => {
  expect(() => entryProblem(problem)).not.toThrow();
});

test("only a refused submission names its field in the sentence", () => {
  const problem = { code: "form_token", detail: "wait: three seconds" };
  expect(entryProblem(problem)).toEqual(problem);
});
