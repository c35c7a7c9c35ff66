/** Exact amounts as whole numbers of 10^-10, the precision in which AWS states money. */
const PLACES = 10;
const ONE = 10n ** BigInt(PLACES);

export function unitsOf(amount: string): bigint {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(amount) ?? unreadable(amount);
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, "0"));
  return sign ? -units : units;
}

/** Plain decimal notation without trailing zeros, as AWS writes it. */
export function amountOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}`;
}

/** The nearest exact amount; dollars stay far below the 900,000 where a float loses the tenth decimal. */
export function unitsFromDollars(dollars: number): bigint {
  return BigInt(Math.round(dollars * 1e10));
}

/** Splits a whole exactly in proportion to the weights: the parts always add up to it. */
export function split(whole: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return weights.map(() => 0n);
  let before = 0n;
  let given = 0n;
  return weights.map((weight) => {
    before += weight;
    const through = (whole * before) / all;
    const part = through - given;
    given = through;
    return part;
  });
}

/** The smaller of two; Math.min takes no whole numbers of this kind. */
export function lesser(left: bigint, right: bigint): bigint {
  if (left <= right) return left;
  return right;
}

function unreadable(amount: string): never {
  throw new Error(`${amount} is not a decimal with at most ${PLACES} places.`);
}
