const LONGEST = 200;

/** What was typed, as Postgres can hold it: without NUL and halves of surrogate pairs, and not endless. */
export function storableText(typed: string): string {
  return typed
    .replaceAll(/[\0\p{Surrogate}]/gu, "")
    .trim()
    .slice(0, LONGEST);
}
