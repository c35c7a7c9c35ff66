/** As JSON that Postgres takes: NUL and half a surrogate pair are sound JSON and no text that it can hold. */
export const textOf = (value: unknown) => JSON.stringify(value).replace(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "\\ufffd");
