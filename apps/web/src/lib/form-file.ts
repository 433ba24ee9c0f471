import { FormRefusedError, readBytes } from "./form-fields";

const FORM_TYPE = "multipart/form-data";
/** The boundaries and headers of the parts. */
const ENVELOPE_BYTES = 16 * 1024;

/**
 * The one file of a posted form (RFC 7578), of at most `mostBytes`. Throws FormRefusedError where
 * the body is none of a form with such a file.
 */
export async function readFile(request: Request, name: string, mostBytes: number): Promise<Blob> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.toLowerCase().startsWith(FORM_TYPE)) {
    throw new FormRefusedError(400, "What arrived here is not a form of this site.");
  }
  const file = (await readParts(request, type, mostBytes)).get(name);
  if (!(file instanceof Blob) || file.size === 0) {
    throw new FormRefusedError(400, "No file was chosen, or it is empty.");
  }
  return file;
}

async function readParts(request: Request, type: string, mostBytes: number): Promise<FormData> {
  const bytes = await readBytes(request, mostBytes + ENVELOPE_BYTES);
  try {
    const headers = { "Content-Type": type };
    return await new Response(bytes as BodyInit, { headers }).formData();
  } catch {
    throw new FormRefusedError(400, "The form did not arrive in one piece.");
  }
}
