/** Providers write their names in more than one way, and FOCUS renamed the column: the same bill, the same key. */
const known: [pattern: RegExp, key: string][] = [
  [/\b(aws|amazon)/, "aws"],
  [/microsoft|azure/, "microsoft"],
  [/google|gcp/, "google cloud"],
];

/** By this key a billing account number of one provider is told from the same number of another. */
export function providerKey(name: string): string {
  const lower = name.trim().toLowerCase();
  return known.find(([pattern]) => pattern.test(lower))?.[1] ?? lower;
}
