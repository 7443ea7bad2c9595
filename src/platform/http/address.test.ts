import { expect, test } from "vitest";
import { clientOf, household, proxyList } from "./address.ts";

const trusting = (text: string) => proxyList(text) ?? expect.fail(`${text} was not understood`);

test.each([
  {
    what: "nobody is trusted",
    trusted: "",
    peer: "203.0.113.9",
    forwarded: "198.51.100.1",
    client: "203.0.113.9",
  },
  {
    what: "the peer is a proxy",
    trusted: "10.0.0.0/8",
    peer: "10.1.2.3",
    forwarded: "198.51.100.1",
    client: "198.51.100.1",
  },
  {
    what: "the client wrote the header itself",
    trusted: "10.0.0.0/8",
    peer: "10.1.2.3",
    forwarded: "1.2.3.4, 198.51.100.1",
    client: "198.51.100.1",
  },
  {
    what: "two proxies stand in a row",
    trusted: "10.0.0.0/8,192.0.2.7",
    peer: "10.1.2.3",
    forwarded: "198.51.100.1, 192.0.2.7",
    client: "198.51.100.1",
  },
  {
    what: "the peer is none of the proxies",
    trusted: "10.0.0.0/8",
    peer: "11.1.2.3",
    forwarded: "198.51.100.1",
    client: "11.1.2.3",
  },
  {
    what: "the header is no address",
    trusted: "10.0.0.0/8",
    peer: "10.1.2.3",
    forwarded: "drop table",
    client: "10.1.2.3",
  },
  {
    what: "the header is missing",
    trusted: "10.0.0.0/8",
    peer: "10.1.2.3",
    forwarded: undefined,
    client: "10.1.2.3",
  },
  {
    what: "a proxy comes as IPv4 in IPv6",
    trusted: "127.0.0.1",
    peer: "::ffff:127.0.0.1",
    forwarded: "2001:db8::5",
    client: "2001:db8::5",
  },
])("when $what, the client is $client", ({ trusted, peer, forwarded, client }) => {
  expect(clientOf(peer, forwarded, trusting(trusted))).toBe(client);
});

test.each(["10.0.0.0/33", "localhost", "10.0.0", "::1/129", "10.0.0.0/x", "true"])(
  "%s is not a list of proxies",
  (text) => {
    expect(proxyList(text)).toBeNull();
  },
);

test.each([
  ["198.51.100.1", "198.51.100.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("tries from %s count for %s", (address, key) => {
  expect(household(address)).toBe(key);
});
