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

export function Magnifier() {
  return (
    <Icon>
      <circle cx="8.75" cy="8.75" r="5.25" />
      <path d="m16.5 16.5-4-4" />
    </Icon>
  );
}

export function Cross() {
  return (
    <Icon>
      <path d="m5 5 10 10M15 5 5 15" />
    </Icon>
  );
}

export function Check() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="7.5" />
      <path d="m6.75 10.25 2.25 2.25 4.25-4.75" />
    </Icon>
  );
}

export function Warning() {
  return (
    <Icon>
      <path d="M10 2.75 18 16.5H2z" />
      <path d="M10 8v3.75m0 2.25v.01" />
    </Icon>
  );
}

export function Clock() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 5.75V10l2.75 2" />
    </Icon>
  );
}

export function Pause() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M8 7v6m4-6v6" />
    </Icon>
  );
}

export function CalendarPlus() {
  return (
    <Icon>
      <path d="M3 4.5h14v13H3zM3 8h14M6.5 2.5v3m7-3v3M10 10.25v5M7.5 12.75h5" />
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
