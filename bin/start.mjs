// `npm start`: sets up what is missing, then serves in this very process, so that signals need no passing on.
import { ensureBuilt, ensureBundled, ensureInstalled, say } from "./steps.mjs";

const role = process.argv[2] === "--role" ? process.argv[3] : undefined;

try {
  await ensureInstalled();
  if (role === "engine") await ensureBundled();
  else await ensureBuilt();
} catch (error) {
  say(`Tidings could not be set up. ${error.message}`);
  process.exit(1);
}

// Stopped by `npm` being stopped: the shell that npm puts between does not pass signals on.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

// Whatever the shell says: what was built is served, and it was built for production.
process.env.NODE_ENV = "production";
const alone = role === "engine" || process.env.TIDINGS_ROLE === "engine";
await import(alone ? "../dist/engine.mjs" : "../dist/main.mjs");
