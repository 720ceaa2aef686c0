// `npm run dev`: the server with Next's development mode; server/ and lib/engine need a restart to change.
import { ensureBundled, ensureInstalled } from "./steps.mjs";

await ensureInstalled();
await ensureBundled();
process.env.TIDINGS_DEV = "1";
process.env.NODE_ENV = "development";
await import("../dist/main.mjs");
