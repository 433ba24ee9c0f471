/**
 * The address of a request with its path in percent-encoding that can be decoded. Next answers a
 * broken one such as "/events/%" with a bare 500; taken literally it is merely unknown.
 */
export function readableAddress(address: string): string {
  const [path = "", ...query] = address.split("?");
  if (isDecodable(path)) {
    return address;
  }
  return [path.replaceAll("%", "%25"), ...query].join("?");
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
