/** A request that is no form of ours. The message is the sentence that its sender sees. */
export class FormRefusedError extends Error {
  override readonly name = "FormRefusedError";

  constructor(
    readonly status: 400 | 403 | 404 | 413,
    message: string,
  ) {
    super(message);
  }
}

export type Fields<Name extends string = string> = Readonly<Record<Name, string>>;

const FORM_TYPE = "application/x-www-form-urlencoded";
/** More than the largest form: an event's description, every letter percent-encoded. */
const MOST_BYTES = 256 * 1024;

/**
 * The named fields of a posted form; one that is sent twice counts once, others are left out. Of
 * `lists` all that is sent counts, and nothing need be: joined by commas. Throws FormRefusedError where the body is none of a form with these fields.
 */
export async function readFields<Name extends string>(
  request: Request,
  names: readonly Name[],
  lists: readonly Name[] = [],
): Promise<Fields<Name>> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== FORM_TYPE) {
    throw new FormRefusedError(400, "What arrived here is not a form of this site.");
  }
  const sent = new URLSearchParams(await readText(request));
  return Object.fromEntries(
    names.map((name) => [
      name,
      lists.includes(name) ? sent.getAll(name).join(",") : fieldOf(sent, name),
    ]),
  ) as Fields<Name>;
}

function fieldOf(sent: URLSearchParams, name: string): string {
  const value = sent.get(name);
  if (value === null) {
    throw new FormRefusedError(400, `The form arrived incomplete: its field “${name}” is missing.`);
  }
  return value;
}

async function readText(request: Request): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(request, MOST_BYTES));
  } catch (error) {
    if (error instanceof FormRefusedError) {
      throw error;
    }
    throw new FormRefusedError(400, "The form did not arrive in one piece.");
  }
}

/** The body of a request; throws FormRefusedError where it is longer than it may be. */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) {
      throw new FormRefusedError(413, "This is more than a form of this site holds.");
    }
  }
  return Buffer.concat(chunks);
}
