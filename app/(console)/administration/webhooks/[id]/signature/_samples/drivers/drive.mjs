// Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [sample, kind] = process.argv.slice(2);
const { isFromTidings } = await import(pathToFileURL(sample));
const NAMES = ["webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature"];

for await (const line of createInterface({ input: process.stdin })) {
  const [keys, body, ...values] = line.split(",");
  const texts = keys.split(";").map((key) => Buffer.from(key, "base64").toString());
  const headers = {};
  for (const [index, name] of NAMES.entries()) {
    if (values[index] !== "-") headers[name] = Buffer.from(values[index], "base64").toString("latin1");
  }
  try {
    console.log(isFromTidings(kind === "rsa" ? texts : texts[0], headers, Buffer.from(body, "base64")));
  } catch (error) {
    console.log(String(error));
  }
}
