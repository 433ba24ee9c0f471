/** Nobody is signed in, or the sign-in has to be renewed. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";
}

/** The reader's role does not include this page. */
export class NotAllowedError extends Error {
  override readonly name = "NotAllowedError";
}
