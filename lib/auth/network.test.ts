import { describe, expect, it } from "vitest";
import { networkOf, visitorAddress } from "./network";

describe("networkOf", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["::ffff:cb00:714d", "203.0.113.0/24"],
    ["0:0:0:0:0:ffff:cb00:714d", "203.0.113.0/24"],
    ["203.0.113.77:51000", "203.0.113.0/24"],
    ["[2001:db8:1:2::7]:51000", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["somebody", "unknown"],
    ["", "unknown"],
  ])("counts %s as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("visitorAddress", () => {
  it.each([
    ["takes the peer when nobody is trusted", "198.51.100.1", "1.2.3.4", [], "198.51.100.1"],
    ["believes a trusted proxy", "10.0.0.2", "203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"],
    ["believes a proxy that is written as IPv6", "::ffff:10.0.0.2", "203.0.113.9", ["10.0.0.2"], "203.0.113.9"],
    ["believes only the proxy's own entry", "10.0.0.2", "1.2.3.4, 203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"],
    ["walks through proxies", "10.0.0.2", "1.2.3.4, 203.0.113.9, 10.0.0.3", ["10.0.0.0/8"], "203.0.113.9"],
    ["stops at nonsense", "10.0.0.2", "1.2.3.4, nonsense", ["10.0.0.0/8"], "10.0.0.2"],
    ["takes the proxy when it says nothing", "::1", null, ["::1"], "::1"],
  ])("%s", (_why, peer, forwarded, trusted, address) => {
    expect(visitorAddress(peer, forwarded, trusted)).toBe(address);
  });
});
