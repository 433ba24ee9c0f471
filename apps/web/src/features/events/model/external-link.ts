/** An address a reader may be sent to, and the host to show for it; null for any other text. */
export function externalLink(address: string | null): { href: string; host: string } | null {
  if (address === null || !URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb ? { href: url.href, host: url.hostname.replace(/^www\./, "") } : null;
}

/** A search on OpenStreetMap for an address in words. */
export function mapLink(address: string): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`;
}
