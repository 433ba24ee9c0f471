import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

/** The address in the newest mail to somebody that leads to this path of the site. */
export async function linkMailedTo(email: string, path: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    link =
      (await mailsTo(email)).map((text) => linkIn(text, path)).findLast((it) => it !== null) ??
      undefined;
    expect(link, `a mail to ${email} with a link to ${path}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return link ?? "";
}

/** The texts of the mails that the worker printed for want of a mail server. */
async function mailsTo(email: string): Promise<string[]> {
  const log = await readFile(process.env.E2E_MAIL_LOG ?? "", "utf-8");
  return log
    .split("\n")
    .filter((line) => line.startsWith("{") && line.includes(email))
    .map((line) => JSON.parse(line) as { to?: string; text?: string })
    .flatMap(({ to, text }) => (to === email && text !== undefined ? [text] : []));
}

function linkIn(text: string, path: string): string | null {
  return text.match(/https?:\/\/\S+/g)?.find((link) => new URL(link).pathname === path) ?? null;
}
