import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberLocale } from "./number-locale";

describe("the locale of numbers", () => {
  it.each([
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE-u-nu-latn"],
    ["en-US,en;q=0.9", "en-US-u-nu-latn"],
    ["tlh, fr;q=0.2, pt-BR;q=0.7", "pt-BR-u-nu-latn"],
    ["ar-EG", "ar-EG-u-nu-latn"],
    ["*", "en-US"],
    ["de;q=0", "en-US"],
    ["", "en-US"],
    [null, "en-US"],
  ])("of %s is %s", (header, locale) => {
    expect(numberLocale(header)).toBe(locale);
  });

  it("is one that numbers can be written in, whatever the header says", () => {
    const header = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-zA-Z0-9-]{1,12}(;q=[\d.]{1,4})?(,[a-zA-Z0-9-]{1,12}){0,3}$/),
    );
    fc.assert(
      fc.property(header, (said) => {
        expect(new Intl.NumberFormat(numberLocale(said)).format(1234.5)).toMatch(/\d/);
      }),
    );
  });
});
