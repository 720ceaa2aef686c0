// Which browser the flows run in; Playwright's own where this finds none.
import { existsSync } from "node:fs";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** CHROMIUM_PATH, else the system's browser; undefined if there is neither. */
export const findBrowser = () =>
  [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
