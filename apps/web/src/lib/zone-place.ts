/** The city after which a zone is called: "New York". */
export function zonePlace(zone: string): string {
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}
