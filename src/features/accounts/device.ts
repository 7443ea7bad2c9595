const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/Linux|X11/, "Linux"],
];

/** What a browser says about itself, in words a person knows their devices by. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  const named = (names: readonly [RegExp, string][]) =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return { browser: named(browsers), system: named(systems) };
}

/** The browser with the number of its version, for whoever looks for a fault: "Firefox 140". */
export function browserOf(userAgent: string): string | null {
  const { browser } = deviceOf(userAgent);
  // Safari says its version under another name.
  const version = /(?:Version|Edg(?:e|A|iOS)?|OPR|SamsungBrowser|Firefox|FxiOS|CriOS|Chrome)\/(\d+)/g;
  const found = [...userAgent.matchAll(version)].map(([said = "", number]) => ({ said, number }));
  const own = found.find(({ said }) => browsers.find(([pattern]) => pattern.test(said))?.[1] === browser);
  const number = own?.number ?? (browser === "Safari" ? found[0]?.number : undefined);
  return browser && number ? `${browser} ${number}` : browser;
}
