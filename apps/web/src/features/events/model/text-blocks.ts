/** Paragraphs of a plain text: blank lines part them, single line breaks stay inside. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

/** The beginning of a text on one line, cut at a word, for a description of at most `length`. */
export function summaryOf(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= length) {
    return line;
  }
  const cut = line.slice(0, length - 1);
  const lastSpace = cut.lastIndexOf(" ");
  // A single endless word is cut where it must be.
  return `${lastSpace > length / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
