import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagSet } from "./tags";

describe("tagSet", () => {
  it.each<[string, string | null, string | null, string | null]>([
    ["no tags", null, null, null],
    ["an empty object", "{}", "{}", null],
    ["an object", '{"team":"a"}', '{"team":"a"}', null],
    ["an object with spaces keeps its text", '{"team": "a"}', '{"team":"a"}', '{"team": "a"}'],
    ["a key with a leading space", '{" org":"x"}', '{" org":"x"}', null],
    ["a repeated key keeps its text", '{"a":1,"a":2}', '{"a":2}', '{"a":1,"a":2}'],
    ["a number beyond a double keeps its text", '{"n":1.10}', '{"n":1.1}', '{"n":1.10}'],
    ["an escaped backslash before u0000", '{"a":"\\\\u0000"}', '{"a":"\\\\u0000"}', null],
    ["pairs", '[{"key":"a","value":"b"}]', '{"a":"b"}', '[{"key":"a","value":"b"}]'],
  ])("reads %s", (_what, text, tags, raw) => {
    expect(tagSet(text)).toEqual({ tags, raw, isReadable: true });
  });

  it.each(["null", "team=a", "[1]", "3", '{"a":', '{"a":"\\u0000"}', '{"a":"\\ud800"}'])(
    "keeps %s as text and counts it as untagged",
    (text) => {
      expect(tagSet(text)).toEqual({ tags: null, raw: text, isReadable: false });
    },
  );

  it.each([60, 200_000])("keeps %s levels inside each other as text", (levels) => {
    const text = `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(tagSet(text)).toEqual({ tags: null, raw: text, isReadable: false });
  });

  it("gives back every object of text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), (tags) => {
        const read = tagSet(JSON.stringify(tags));
        expect(read.isReadable && JSON.parse(read.tags ?? "")).toEqual(
          JSON.stringify(tags).includes("\\u0000") ? false : JSON.parse(JSON.stringify(tags)),
        );
      }),
    );
  });
});
