import { DomainError } from "../errors";

/** Splits at every separator that has no backslash before it, and takes the backslashes off. */
export function splitEscaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === separator) {
      parts.push(part);
      part = "";
    } else if (character === "\\") {
      at += 1;
      part += escapedAt(text, at);
    } else part += character;
  }
  return [...parts, part];
}

/** Takes the backslashes off a text that is not a list. */
export function unescaped(text: string): string {
  return splitEscaped(text, "").join("");
}

/** Puts a backslash before backslashes and before each of the special characters. */
export function escaped(text: string, special: "," | ",:"): string {
  return text.replaceAll(special === "," ? /[\\,]/g : /[\\,:]/g, (character) => `\\${character}`);
}

function escapedAt(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === "\\" || character === "," || character === ":") return character;
  throw new DomainError("invalid", `Write a backslash twice (\\\\) in "${shortened(text)}".`);
}

/** A text as a message can show it: whatever was typed, it stays one short line. */
export function shortened(text: string): string {
  const line = text.replaceAll(/[\p{Control}\p{Surrogate}]/gu, "?");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
