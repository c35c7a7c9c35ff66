/** Elements by name: a list repeats its element, null and undefined leave it out. */
export type Xml = string | number | boolean | Date | null | undefined | Xml[] | { [name: string]: Xml };

export function xmlOf(elements: { [name: string]: Xml }): string {
  return Object.entries(elements)
    .map(([name, value]) => element(name, value))
    .join("");
}

function element(name: string, value: Xml): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((each) => element(name, each)).join("");
  return `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: Exclude<Xml, Xml[] | null | undefined>): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? xmlOf(value) : escaped(String(value));
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
