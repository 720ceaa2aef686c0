import { escapeHtml } from "./escape-html";

export interface Letter {
  title: string;
  paragraphs: string[];
  button?: { label: string; url: string };
}

/** A mail's two bodies, of the same words. Nothing in it is loaded from elsewhere, so opening it tells nobody. */
export function layOut({ title, paragraphs, button }: Letter): { text: string; html: string } {
  const lines = [title, ...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : [])];
  return { text: `${lines.join("\n\n")}\n`, html: toHtml({ title, paragraphs, button }) };
}

function toHtml({ title, paragraphs, button }: Letter): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join("");
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#f4f6f8;color:#1b2530;font:16px/1.5 sans-serif">',
    '<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px">',
    `<h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(title)}</h1>${body}`,
    button ? linkTo(button) : "",
    "</div></body></html>",
  ].join("");
}

/** The address is also written out, for readers that show no links and people who want to see where it leads. */
function linkTo({ label, url }: { label: string; url: string }): string {
  const style =
    "display:inline-block;padding:10px 18px;background:#0b5fad;color:#ffffff;border-radius:6px;text-decoration:none";
  return [
    `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a></p>`,
    `<p style="margin:0;font-size:13px;color:#54616e;word-break:break-all">${escapeHtml(url)}</p>`,
  ].join("");
}
