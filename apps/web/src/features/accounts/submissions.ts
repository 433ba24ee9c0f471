import "server-only";

import { addressOf } from "@/lib/address-text";
import { FormRefusedError } from "@/lib/form-fields";
import { localPathOr } from "@/lib/local-path";
import type { Submission } from "@/lib/submitting";
import {
  askForEmailLink,
  askForPasswordLink,
  changeAccount,
  changeOwnAccount,
  endAllSessions,
  endSession,
  register,
  resetPassword,
  signIn,
  verifyEmail,
} from "./actions";
import type { Role } from "./model/account-types";
import {
  ACCOUNT,
  ACCOUNTS,
  FORGOT_PASSWORD,
  REGISTER,
  RESET_PASSWORD,
  SESSIONS,
  SIGN_IN,
  VERIFY_EMAIL,
  withOnward,
} from "./model/paths";

export const signInForm: Submission<"email" | "password" | "onward"> = {
  form: "sign-in",
  page: SIGN_IN,
  fields: ["email", "password", "onward"],
  kept: ["email"],
  address: onwardFrom(SIGN_IN),
  send: ({ email, password }, headers) => signIn({ email: email.trim(), password }, headers),
  done: ({ onward }) => ({ to: localPathOr(ACCOUNT, onward) }),
};

export const registerForm: Submission<"email" | "display_name" | "password" | "onward"> = {
  form: "register",
  page: REGISTER,
  fields: ["email", "display_name", "password", "onward"],
  kept: ["email", "display_name"],
  address: onwardFrom(REGISTER),
  send: ({ email, display_name, password }, headers) =>
    register({ email: email.trim(), display_name: display_name.trim(), password }, headers),
  done: ({ onward, email }) => {
    const to = localPathOr(ACCOUNT, onward);
    const message = `Welcome! A mail is on its way to ${email.trim()}: please open its link, so that we know the address is yours.`;
    return to === ACCOUNT ? { to, form: "account", message } : { to };
  },
};

export const forgotPasswordForm: Submission<"email"> = {
  form: "forgot-password",
  page: FORGOT_PASSWORD,
  fields: ["email"],
  kept: ["email"],
  send: ({ email }, headers) => askForPasswordLink({ email: email.trim() }, headers),
  done: ({ email }) => ({
    to: FORGOT_PASSWORD,
    message: `If there is an account with the address ${email.trim()}, a mail with a link is on its way to it.`,
  }),
};

export const resetPasswordForm: Submission<"token" | "password"> = {
  form: "reset-password",
  page: RESET_PASSWORD,
  fields: ["token", "password"],
  address: ({ token }) => addressOf(RESET_PASSWORD, { token }),
  send: (body, headers) => resetPassword(body, headers),
  done: () => ({
    to: SIGN_IN,
    form: "sign-in",
    message: "Your password is changed. Please sign in with the new one.",
  }),
};

export const verifyEmailForm: Submission<"token"> = {
  form: "verify-email",
  page: VERIFY_EMAIL,
  fields: ["token"],
  address: ({ token }) => addressOf(VERIFY_EMAIL, { token }),
  send: (body, headers) => verifyEmail(body, headers),
  done: () => ({ to: VERIFY_EMAIL, message: "Thank you: your e-mail address is confirmed." }),
};

export const verificationForm: Submission<never> = {
  form: "verification",
  page: ACCOUNT,
  fields: [],
  send: (_, headers) => askForEmailLink(headers),
  done: () => ({ to: ACCOUNT, message: "A mail with a new link is on its way to you." }),
};

export const nameForm: Submission<"display_name"> = {
  form: "name",
  page: ACCOUNT,
  fields: ["display_name"],
  kept: ["display_name"],
  send: ({ display_name }, headers) =>
    changeOwnAccount({ display_name: display_name.trim() }, headers),
  done: () => ({ to: ACCOUNT, message: "Your name is changed." }),
};

export const emailForm: Submission<"email" | "current_password"> = {
  form: "email",
  page: ACCOUNT,
  fields: ["email", "current_password"],
  kept: ["email"],
  send: ({ email, current_password }, headers) =>
    changeOwnAccount({ email: email.trim(), current_password }, headers),
  done: ({ email }) => ({
    to: ACCOUNT,
    message: `Your e-mail address is now ${email.trim()}. A mail with a link to confirm it is on its way.`,
  }),
};

export const passwordForm: Submission<"current_password" | "password"> = {
  form: "password",
  page: ACCOUNT,
  fields: ["current_password", "password"],
  send: ({ current_password, password }, headers) =>
    changeOwnAccount({ current_password, password }, headers),
  done: () => ({
    to: ACCOUNT,
    message: "Your password is changed. Every other device is signed out.",
  }),
};

export const endSessionForm: Submission<"session"> = {
  form: "sessions",
  page: SESSIONS,
  fields: ["session"],
  send: ({ session }, headers) => endSession(idOf(session), headers),
  done: () => ({ to: SESSIONS, message: "That device is signed out." }),
};

export const endAllSessionsForm: Submission<never> = {
  form: "sessions",
  page: SESSIONS,
  fields: [],
  send: (_, headers) => endAllSessions(headers),
  done: () => ({ to: SIGN_IN, form: "sign-in", message: "You are signed out everywhere." }),
};

type ListedField = "account" | "name" | "search" | "after";
const LISTED_FIELDS = ["account", "name", "search", "after"] as const;

export const roleForm: Submission<ListedField | "role"> = {
  form: "accounts",
  page: ACCOUNTS,
  fields: [...LISTED_FIELDS, "role"],
  address: listAddress,
  send: ({ account, role }, headers) =>
    changeAccount(idOf(account), { role: role as Role }, headers),
  done: (fields) => ({
    to: listAddress(fields),
    message: `${fields.name} is now ${fields.role === "admin" ? "an" : "a"} ${fields.role}.`,
  }),
};

export const activityForm: Submission<ListedField | "is_active"> = {
  form: "accounts",
  page: ACCOUNTS,
  fields: [...LISTED_FIELDS, "is_active"],
  address: listAddress,
  send: ({ account, is_active }, headers) =>
    changeAccount(idOf(account), { is_active: is_active === "true" }, headers),
  done: (fields) => ({
    to: listAddress(fields),
    message:
      fields.is_active === "true"
        ? `${fields.name} can sign in again.`
        : `${fields.name} can no longer sign in.`,
  }),
};

/** Back to the same part of the list. */
function listAddress({ search, after }: Readonly<Record<"search" | "after", string>>): string {
  return addressOf(ACCOUNTS, { search, after });
}

/** Back to the form, which still knows where its reader wanted to go. */
function onwardFrom(page: string): (fields: { onward: string }) => string {
  return ({ onward }) => withOnward(page, localPathOr("", onward));
}

/** An id becomes part of an address of the API, and must not lead to another one. */
function idOf(text: string): string {
  if (!/^[\w-]+$/.test(text)) {
    throw new FormRefusedError(400, "What this form is about cannot be told from it.");
  }
  return text;
}
