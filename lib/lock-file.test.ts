import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/**
 * The floors below which known holes are open. `npm audit` gets no answer everywhere, so the lock file is compared
 * with this list; of two lines, the first is for that major version and all above it.
 */
const FLOORS: Record<string, string[]> = {
  next: ["16.4.6"],
  react: ["19.3.1"],
  "react-dom": ["19.3.1"],
  "better-auth": ["1.7.25"],
  undici: ["8.10.2", "7.29.1"],
  liquidjs: ["10.27.1"],
  nodemailer: ["10.4.1"],
};

interface Entry {
  version?: string;
  resolved?: string;
  link?: boolean;
}

const text = readFileSync("package-lock.json", "utf8");
const packages = (JSON.parse(text) as { packages: Record<string, Entry> }).packages;
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const numbers = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number);

/** Whether a version is at least the floor of its major version; a pre-release stands below its release. */
function isAtLeast(version: string, floors: string[]): boolean {
  const own = numbers(version);
  const floor = floors.map(numbers).find(([major = 0]) => (own[0] ?? 0) >= major);
  if (!floor) return false;
  const differs = own.findIndex((part, index) => part !== floor[index]);
  if (differs === -1) return !version.includes("-");
  return (own[differs] ?? 0) > (floor[differs] ?? 0);
}

describe("the lock file", () => {
  it.each(Object.entries(FLOORS))("G12: has no %s below %o, wherever it is nested", (name, floors) => {
    const below = Object.entries(packages)
      .filter(([path]) => path.includes("node_modules/") && nameOf(path) === name)
      .filter(([, { version = "0" }]) => !isAtLeast(version, floors))
      .map(([path, { version }]) => `${path} ${version}`);
    expect(below).toEqual([]);
  });

  it("G12: knows every package that has a floor and is a direct dependency", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    const direct = Object.keys(FLOORS).filter((name) => name in dependencies);
    expect(direct).toEqual(expect.arrayContaining(["next", "react", "react-dom", "better-auth", "undici"]));
    for (const name of direct) expect(packages).toHaveProperty([`node_modules/${name}`]);
  });

  it("G12: records no download addresses, which are this machine's and nobody else's", () => {
    const resolved = Object.entries(packages).filter(([, entry]) => entry.resolved && !entry.link);
    expect(resolved.map(([path]) => path)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/(localhost|127\.|10\.|192\.168\.)/);
  });

  it.each<[string, string[], boolean]>([
    ["7.29.1", ["8.10.2", "7.29.1"], true],
    ["7.30.2", ["8.10.2", "7.29.1"], true],
    ["7.29.0", ["8.10.2", "7.29.1"], false],
    ["8.10.1", ["8.10.2", "7.29.1"], false],
    ["9.0.0", ["8.10.2", "7.29.1"], true],
    ["6.99.0", ["8.10.2", "7.29.1"], false],
    ["16.4.6", ["16.4.6"], true],
    ["16.4.6-canary.3", ["16.4.6"], false],
    ["16.10.0", ["16.4.6"], true],
  ])("compares %s with %o: %s", (version, floors, enough) => {
    expect(isAtLeast(version, floors)).toBe(enough);
  });
});
