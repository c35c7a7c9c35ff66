import { expect, it } from "vitest";
import { isPrivateAddress } from "./private-address";

it.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["169.254.169.254", true],
  ["100.100.100.200", true],
  ["0.0.0.0", true],
  ["255.255.255.255", true],
  ["::1", true],
  ["::", true],
  ["fe80::1", true],
  ["fd00::1", true],
  ["::ffff:127.0.0.1", true],
  ["64:ff9b::7f00:1", true],
  ["2002:7f00:1::", true],
  ["not an address", true],
  ["8.8.8.8", false],
  ["2606:4700::1111", false],
])("%s is private: %s", (address, is) => {
  expect(isPrivateAddress(address)).toBe(is);
});
