export interface Browser {
  /** "Firefox"; null for what isn't one of the well-known. */
  name: string | null;
  /** "Linux". */
  system: string | null;
}

// In this order: most browsers also name those that they descend from.
const NAMES: [string, RegExp][] = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(HeadlessChrome|Chrome|CriOS)\//],
  ["Safari", /\bVersion\/\S+.*\bSafari\//],
];
const SYSTEMS: [string, RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/** What a browser says that it is; good enough to recognise one's own, and nothing is decided by it. */
export const browserOf = (userAgent: string): Browser => ({
  name: firstMatch(NAMES, userAgent),
  system: firstMatch(SYSTEMS, userAgent),
});

const firstMatch = (list: [string, RegExp][], text: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
