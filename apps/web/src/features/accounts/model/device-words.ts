/** Most telling first: each browser's name for itself also holds those that it descends from. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\bHeadlessChrome\//, "Chrome without a window"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
  [/^python/i, "a Python program"],
];

const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "Chromebook"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** "Firefox on Windows": what a User-Agent header says about the device, as far as it is known. */
export function deviceWords(userAgent: string | null): string {
  const program = nameIn(PROGRAMS, userAgent);
  const device = nameIn(DEVICES, userAgent);
  if (program !== null && device !== null) {
    return `${program} on ${device}`;
  }
  const words = program ?? (device === null ? "an unknown device" : `a program on ${device}`);
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

function nameIn(
  names: readonly (readonly [RegExp, string])[],
  userAgent: string | null,
): string | null {
  return names.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
}
