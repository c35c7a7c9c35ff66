import { BlockList, isIP } from "node:net";

/**
 * The network a visitor comes from: the /24 of an IPv4 address, the /64 of an IPv6 one, so that counting by it
 * is not fooled by the many addresses one person owns. An IPv4 address written as IPv6 is the IPv4 address.
 */
export function networkOf(address: string): string {
  const plain = bare(address);
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) === 6) return `${groups(plain).slice(0, 4).join(":")}::/64`;
  return "unknown";
}

/**
 * The address of the visitor. What a header says counts only as far as it was written by a proxy that the
 * operator trusts: read from the right, the first address that is not such a proxy.
 */
export function visitorAddress(peer: string, forwardedFor: string | null, trusted: string[]): string {
  const proxies = trustedList(trusted);
  const hops = (forwardedFor ?? "").split(",").map((hop) => bare(hop.trim()));
  let address = bare(peer);
  while (isTrusted(proxies, address)) {
    const before = hops.pop();
    if (before === undefined || isIP(before) === 0) break;
    address = before;
  }
  return address;
}

function trustedList(trusted: string[]): BlockList {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isTrusted(proxies: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Without brackets, port, zone and IPv6 mapping. */
function bare(address: string): string {
  const inner = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const plain = inner.replace(/%.*$/, "");
  if (isIP(plain) !== 6) return plain;
  const parts = groups(plain);
  const isMapped = parts.slice(0, 5).every((part) => part === "0") && parts[5] === "ffff";
  if (!isMapped) return plain;
  return parts
    .slice(6)
    .flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255])
    .join(".");
}

/** The eight groups of an IPv6 address, as the URL parser writes them, unfolded. */
function groups(address: string): string[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const before = head.split(":").filter(Boolean);
  if (tail === undefined) return before;
  const after = tail.split(":").filter(Boolean);
  return [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
}
