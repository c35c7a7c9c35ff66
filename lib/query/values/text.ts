const LONGEST = 200;

/** What was typed, as Postgres can hold it and not endless. */
export function storableText(typed: string): string {
  return storable(typed).trim().slice(0, LONGEST);
}

/** Without NUL and halves of surrogate pairs, which nothing in the ledger holds. */
export function storable(text: string): string {
  return text.replaceAll(/[\0\p{Surrogate}]/gu, "");
}
