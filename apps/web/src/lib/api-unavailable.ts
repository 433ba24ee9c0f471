/** The API did not answer, or answered that it cannot serve now; says so in one sentence. */
export class ApiUnavailableError extends Error {
  override readonly name = "ApiUnavailableError";
}
