/** A request that is no form of ours. The message is the sentence that its sender sees. */
export class FormRefusedError extends Error {
  override readonly name = "FormRefusedError";

  constructor(
    readonly status: 400 | 403 | 413,
    message: string,
  ) {
    super(message);
  }
}

export type Fields<Name extends string = string> = Readonly<Record<Name, string>>;

const FORM_TYPE = "application/x-www-form-urlencoded";
/** Far more than the largest form: a path, an address and two passwords. */
const MOST_BYTES = 16 * 1024;

/**
 * The named fields of a posted form; one that is sent twice counts once, others are left out.
 * Throws FormRefusedError where the body is none of a form with these fields.
 */
export async function readFields<Name extends string>(
  request: Request,
  names: readonly Name[],
): Promise<Fields<Name>> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== FORM_TYPE) {
    throw new FormRefusedError(400, "What arrived here is not a form of this site.");
  }
  const sent = new URLSearchParams(await readText(request));
  return Object.fromEntries(names.map((name) => [name, fieldOf(sent, name)])) as Fields<Name>;
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
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(request));
  } catch (error) {
    if (error instanceof FormRefusedError) {
      throw error;
    }
    throw new FormRefusedError(400, "The form did not arrive in one piece.");
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw new FormRefusedError(413, "This is more than a form of this site holds.");
    }
  }
  return Buffer.concat(chunks);
}
