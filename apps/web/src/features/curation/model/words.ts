export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en-US")} ${nouns}`;
}

/** "a, b and c" */
export function joined(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** A likeness from 0 to 1, or out of 100, in percent. */
export function percent(score: number): string {
  return `${Math.round(score <= 1 ? score * 100 : score)} %`;
}
