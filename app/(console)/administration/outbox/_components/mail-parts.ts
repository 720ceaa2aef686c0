export interface Part {
  text: string;
  /** Where it begins. */
  at: number;
  href?: string;
}

/** Cuts a text into what may be clicked (addresses of this very origin, over http or https) and the rest. */
export function partsOf(text: string, origin: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'“”]+/g)) {
    const [address] = match;
    if (!isOfOrigin(address, origin)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), at: end });
    parts.push({ text: address, at: match.index, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), at: end });
  return parts;
}

const isOfOrigin = (address: string, origin: string) =>
  URL.canParse(address) && new URL(address).origin === origin && new URL(address).username === "";
