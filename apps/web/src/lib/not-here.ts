/** The address leads nowhere. The message is the sentence that its reader sees. */
export class NotHereError extends Error {
  override readonly name = "NotHereError";
}
