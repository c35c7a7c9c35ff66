import { expect, it } from "vitest";
import { providerKey } from "./provider-key";

it.each([
  ["AWS", "aws"],
  ["Amazon Web Services, Inc.", "aws"],
  ["Microsoft", "microsoft"],
  ["Azure", "microsoft"],
  ["Google Cloud", "google cloud"],
  [" Oracle ", "oracle"],
  ["Flaws Ltd", "flaws ltd"],
])("takes %s for %s", (name, key) => {
  expect(providerKey(name)).toBe(key);
});
