const NUMBER = /^(-?)(?=\.?[0-9])([0-9]{0,60})(?:\.([0-9]{0,60}))?(?:[eE]([+-]?[0-9]{1,2}))?$/;
const MOST_WHOLE = 38;
const MOST_DECIMALS = 60;
/** What 64-bit units hold before and after the point. */
const UNITS_WHOLE = 8;
const UNITS_DECIMALS = 10;

/**
 * A number that is not simple, from its text: units of 10^-10 as far as they reach with the rest beyond them, and all
 * of it in plain notation; null for what cannot be counted. It reads as the macros of number-sql.ts do.
 */
export function writtenNumber(text: string): { units: bigint; rest: string | null; plain: string } | null {
  const found = NUMBER.exec(text.replaceAll(/^ +| +$/g, ""));
  if (!found) return null;
  const [, sign = "", before = "", after = "", exponent = "0"] = found;
  const { whole, decimals } = split(before + after, before.length + Number(exponent));
  if (whole.length > MOST_WHOLE || decimals.length > MOST_DECIMALS) return null;
  const plain = `${sign}${whole || "0"}${decimals && `.${decimals}`}`;
  if (whole.length > UNITS_WHOLE) return { units: 0n, rest: plain, plain };
  const near = BigInt(whole + decimals.slice(0, UNITS_DECIMALS).padEnd(UNITS_DECIMALS, "0"));
  const beyond = decimals.slice(UNITS_DECIMALS);
  const rest = beyond ? `${sign}0.${"0".repeat(UNITS_DECIMALS)}${beyond}` : null;
  return { units: sign ? -near : near, rest, plain };
}

/** The digits before and after the point, without leading and trailing zeros. */
function split(digits: string, point: number): { whole: string; decimals: string } {
  const whole = point <= 0 ? "" : digits.slice(0, point).padEnd(point, "0");
  const decimals = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  return { whole: whole.replace(/^0+/, ""), decimals: decimals.replace(/0+$/, "") };
}
