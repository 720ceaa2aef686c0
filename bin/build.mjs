// `npm run build`: everything that `npm start` would build.
import { ensureBuilt, ensureInstalled } from "./steps.mjs";

await ensureInstalled();
await ensureBuilt();
