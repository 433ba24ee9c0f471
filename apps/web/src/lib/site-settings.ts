/** What an operator decides about the site; read when a request comes, never baked into a build. */
export interface SiteSettings {
  name: string;
  /** Origin without a trailing slash, as in "https://srq.example". */
  url: string;
  /** IANA name; every time on every page is told in this zone. */
  timezone: string;
  features: ReadonlySet<string>;
  /** Where this server, not the browser, reaches the API. */
  apiUrl: string;
}

/** Why the site cannot start, in one sentence for the operator. */
export class SettingsRefusedError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Blank counts as unset. Throws SettingsRefusedError. */
export function readSiteSettings(environment: Environment): SiteSettings {
  const setting = (name: string, fallback: string) => environment[name]?.trim() || fallback;
  return {
    name: setting("SITE_NAME", "SRQ Happenings"),
    url: origin("SITE_URL", setting("SITE_URL", "http://localhost:3000")),
    timezone: knownZone(setting("SITE_TIMEZONE", "America/New_York")),
    features: new Set(
      setting("FEATURES", "events")
        .split(",")
        .map((word) => word.trim().toLowerCase())
        .filter((word) => word !== ""),
    ),
    apiUrl: apiUrl(setting("API_INTERNAL_URL", ""), setting("NEXT_PUBLIC_API_BASE_URL", "")),
  };
}

let current: SiteSettings | undefined;

/** The settings of this process; an environment does not change while it runs. */
export function siteSettings(): SiteSettings {
  current ??= readSiteSettings(process.env);
  return current;
}

/** A web app that is hosted apart from its API knows only the address that browsers know too. */
function apiUrl(internal: string, everyones: string): string {
  if (internal === "" && everyones !== "") {
    return origin("NEXT_PUBLIC_API_BASE_URL", everyones);
  }
  return origin("API_INTERNAL_URL", internal || "http://api:8000");
}

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new SettingsRefusedError(
      `SITE_TIMEZONE is "${zone}", which is no time zone; give an IANA name such as America/New_York.`,
    );
  }
}

function origin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new SettingsRefusedError(
      `${name} is "${text}", which is no web address; give one such as https://example.org.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
