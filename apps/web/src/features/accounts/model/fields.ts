import type { Options } from "./account-types";

/* Fields that several forms have, so that password managers meet the same ones everywhere. */

/** RFC 5321 section 4.5.3.1.3, less the brackets. */
const LONGEST_EMAIL = 254;
const LONGEST_NAME = 80;

export const EMAIL_FIELD = {
  name: "email",
  label: "E-mail address",
  type: "email",
  autoComplete: "username",
  maxLength: LONGEST_EMAIL,
} as const;

export const NAME_FIELD = {
  name: "display_name",
  label: "Your name",
  autoComplete: "name",
  maxLength: LONGEST_NAME,
} as const;

/** The password that somebody has: no rule of today's may keep it out. */
export function currentPasswordField(name: string, label: string) {
  return { name, label, type: "password", autoComplete: "current-password" } as const;
}

export function newPasswordField(label: string, { password_length }: Options) {
  const { minimum, maximum } = password_length;
  return {
    name: "password",
    label,
    type: "password",
    autoComplete: "new-password",
    hint: `At least ${minimum} characters. A few words that only you would put together are good.`,
    minLength: minimum,
    maxLength: maximum,
  } as const;
}
