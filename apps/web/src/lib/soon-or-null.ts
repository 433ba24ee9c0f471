import { ApiUnavailableError } from "./api-unavailable";

/** What is asked for, if it comes within `patienceMs` and without failing; for what a page can do without. */
export async function soonOrNull<T>(asked: Promise<T>, patienceMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patienceMs, null);
  });
  const answer = asked.catch((error: unknown) => {
    // An API that is away is told by whatever cannot do without it.
    if (!(error instanceof ApiUnavailableError)) {
      console.error(error);
    }
    return null;
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
