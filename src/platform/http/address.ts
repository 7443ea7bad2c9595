import { BlockList, isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Web } from "./web.ts";

/** Addresses and ranges (`10.0.0.0/8`), separated by commas. null when one of them is none. */
export function proxyList(text: string): BlockList | null {
  const list = new BlockList();
  for (const entry of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address);
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
    if (!family || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128)) return null;
    list.addSubnet(address, bits, family === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/**
 * The address a request comes from. `X-Forwarded-For` is believed only as far as it was written by trusted proxies: read
 * from its end, the first address that is not one of theirs.
 */
export function clientOf(peer: string, forwarded: string | undefined, trusted: BlockList): string {
  let address = bare(peer);
  for (const hop of (forwarded ?? "").split(",").map(bare).reverse()) {
    const family = isIP(address);
    if (!family || !trusted.check(address, family === 4 ? "ipv4" : "ipv6") || !isIP(hop)) break;
    address = hop;
  }
  return address;
}

/** Who asks, for limits: an IPv4 address, or the /64 that a whole household of IPv6 shares. */
export function clientAddress(c: Context<Web>): string {
  const peer = getConnInfo(c).remote.address ?? "";
  return clientOf(peer, c.req.header("x-forwarded-for"), trustedBy(c.get("platform").config.TRUSTED_PROXIES));
}

/** The part of an address that belongs to one customer: all of IPv4, half of IPv6. */
export function household(address: string): string {
  if (isIP(address) !== 6) return address;
  const { hostname } = new URL(`http://[${address}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

const bare = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, "");

const lists = new Map<string, BlockList>();

function trustedBy(text: string): BlockList {
  let list = lists.get(text);
  if (!list) {
    list = proxyList(text) ?? new BlockList();
    lists.set(text, list);
  }
  return list;
}
