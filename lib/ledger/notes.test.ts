import { expect, it } from "vitest";
import { limitedNotes } from "./notes";

it("a list of notes ends with how many more there are", () => {
  const notes = Array.from({ length: 23 }, (_, index) => `Note ${index}.`);
  expect(limitedNotes(notes.slice(0, 20))).toEqual(notes.slice(0, 20));
  expect(limitedNotes(notes)).toEqual([...notes.slice(0, 20), "The same goes for 3 more."]);
});
