import type { ReactNode } from "react";

/* Decoration beside words: hidden from assistive technology. */

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function ArrowLeft() {
  return (
    <Icon>
      <path d="M16 10H4m5-5-5 5 5 5" />
    </Icon>
  );
}

export function ArrowRight() {
  return (
    <Icon>
      <path d="M4 10h12m-5-5 5 5-5 5" />
    </Icon>
  );
}

export function ArrowOut() {
  return (
    <Icon>
      <path d="M7 4h9v9M16 4 5 15" />
    </Icon>
  );
}

/** The sun on the horizon of the Gulf: the mark of the site. */
export function SunMark() {
  return (
    <svg viewBox="0 0 32 32" width="1.5em" height="1.5em" aria-hidden="true" focusable="false">
      <path d="M6 18a10 10 0 0 1 20 0z" fill="currentColor" />
      <path
        d="M3 22h26M8 26h16"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
