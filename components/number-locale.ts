/** How numbers read where a reader has named no language. */
export const plainLocale = "en-US";

/** The locale that numbers are written in, from what a browser says its reader prefers; digits are always those of the page. */
export function numberLocale(acceptLanguage: string | null): string {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((entry, place) => ({ place, ...preferenceOf(entry) }))
    .filter(({ tag, weight }) => tag !== "" && tag !== "*" && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  const [first] = wanted.flatMap(({ tag }) => supported(tag));
  return first ? new Intl.Locale(first, { numberingSystem: "latn" }).toString() : plainLocale;
}

function preferenceOf(entry: string): { tag: string; weight: number } {
  const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}

// A tag that is none is refused by an exception.
function supported(tag: string): string[] {
  return /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag) ? Intl.NumberFormat.supportedLocalesOf(tag) : [];
}
