import { readFile } from "node:fs/promises";
import type { Download } from "@playwright/test";
import { expect, test } from "../fixtures/flows";
import { verifyBodySignature, verifyStandardWebhook } from "../receiver/verify-signature";

const textOf = async (download: Download) => readFile(await download.path(), "utf8");

test("S3.28: the public keys stand on the webhook's page, RSA as PEM and XML, to copy and download; what is downloaded verifies", async ({
  administrator: page,
  newWebhook,
  happen,
  receiver,
  path,
  server,
}) => {
  const { id, label } = await newWebhook({ delivery: { signature: { standard: "v1a", rsa: true } } });
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  await expect(page.getByRole("heading", { name: label })).toBeVisible();
  const signature = page.getByRole("region", { name: "Signature" });
  await expect(signature.getByRole("button", { name: "Reveal" })).toHaveCount(0);
  const publicKey = await signature.getByText(/^whpk_[A-Za-z0-9+/]{43}=$/).textContent();
  await expect(signature.getByRole("region", { name: "Public key as PEM" })).toContainText(
    "-----BEGIN PUBLIC KEY-----",
  );
  const download = async () => {
    const downloading = page.waitForEvent("download");
    await signature.getByRole("button", { name: "Download" }).first().click();
    return downloading;
  };
  const pem = await download();
  expect(pem.suggestedFilename()).toMatch(/public-key\.pem$/);
  await signature.getByRole("tab", { name: "XML" }).click();
  await expect(signature.getByRole("region", { name: "Public key as XML" })).toContainText("<RSAKeyValue>");
  const xml = await download();
  expect(xml.suggestedFilename()).toMatch(/public-key\.xml$/);

  await happen(id, ["delivered"]);
  const [request] = receiver.requests.filter((each) => each.path === path);
  expect(verifyStandardWebhook(request as never, publicKey ?? "")).toBe(true);
  expect(verifyBodySignature(request as never, await textOf(pem))).toBe(true);
  expect(verifyBodySignature(request as never, await textOf(xml))).toBe(true);
});

test("a rotation shows old and new public keys with their times, and says what receivers do meanwhile", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { id } = await newWebhook({ delivery: { signature: { standard: "v1a", rsa: true } } });
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  const signature = page.getByRole("region", { name: "Signature" });
  await signature.getByRole("button", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: /Rotate/ });
  await expect(dialog).toContainText("It stays the old key's for 24 hours");
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await expect(signature.getByText(/^whpk_/)).toHaveCount(2);
  await expect(signature.getByText(/signs beside the new one until/)).toBeVisible();
  await expect(signature.getByText(/New; X-DI-Signature is by this key from .+ UTC on/)).toBeVisible();
  await expect(signature.getByText(/X-DI-Signature is by this key until .+ UTC/)).toBeVisible();
  await expect(signature.getByText("accept a signature by either key")).toBeVisible();
  await expect(signature.getByText("PRIVATE")).toHaveCount(0);
});

test("S3.29: the four steps of a check stand on the page, with the headers and keys that are in use", async ({
  administrator: page,
  newWebhook,
  server,
}) => {
  const { id } = await newWebhook({ delivery: { signature: { standard: "off", rsa: true } } });
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  const steps = page.getByRole("list", { name: "How a receiver checks it" }).getByRole("listitem");
  await expect(steps).toHaveText([
    "A request is sent to your URL.",
    "Your page reads X-DI-Signature.",
    "It checks the signature over the raw body with the RSA public key.",
    "Valid: process the data. Not valid: reject the request, with the status 401 for example.",
  ]);
});

const LANGUAGES = ["Node.js", "PHP", "Python", "Ruby", "Go", "Java", "C#"];

test("S3.30: samples in seven languages for what the webhook signs with; a member sees the public keys and rotates nothing", async ({
  member: page,
  newWebhook,
  server,
}) => {
  const { id } = await newWebhook({ delivery: { signature: { rsa: true } } });
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  const signature = page.getByRole("region", { name: "Signature" });
  await expect(signature.getByText("-----BEGIN PUBLIC KEY-----")).toBeVisible();
  await expect(page.getByText("Only an administrator can see the signing secret.")).toBeVisible();
  await expect(signature.getByRole("button", { name: "Rotate" })).toHaveCount(0);
  const languages = signature.getByRole("tablist", { name: "Language" }).getByRole("tab");
  await expect(languages).toHaveText(LANGUAGES);
  const sample = (language: string, header: string) =>
    signature.getByRole("region", { name: `Verification sample, ${language}, ${header}` });
  for (const [language, hmac, rsa] of [
    ["Node.js", "createHmac", 'verify("sha256"'],
    ["PHP", "hash_hmac", "openssl_verify"],
    ["Python", "hmac.digest", "pow("],
    ["Ruby", "OpenSSL::HMAC", "OpenSSL::PKey"],
    ["Go", "hmac.New", "rsa.VerifyPKCS1v15"],
    ["Java", "HmacSHA256", "SHA256withRSA"],
    ["C#", "HMACSHA256", "FromXmlString"],
  ] as const) {
    await languages.getByText(language, { exact: true }).click();
    await expect(sample(language, "webhook-signature")).toContainText(hmac);
    await expect(sample(language, "X-DI-Signature")).toContainText(rsa);
  }
});

test("S3.30: the language of the samples is chosen by keyboard too and remembered, and a sample is copied whole", async ({
  member: page,
  context,
  newWebhook,
  server,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await newWebhook({ delivery: { signature: { standard: "v1a" } } });
  await page.goto(`${server.url}/administration/webhooks/${id}/signature`);
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  await tab("Node.js").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tab("Python")).toBeFocused();
  await page.reload();
  await expect(tab("Python")).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: "Copy sample" }).click();
  const file = "app/(console)/administration/webhooks/[id]/signature/_samples/v1a/verify.py";
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await readFile(file, "utf8"));
});
