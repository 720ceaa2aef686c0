/** Who mails come from. */
export interface Sender {
  name: string;
  address: string;
}

const ADDRESS =
  /^[a-z\d_+-]+(?:\.[a-z\d_+-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)*[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** `tidings@example.com` or `Tidings <tidings@example.com>`; null for whatever else, several addresses included. */
export function parseSender(text: string): Sender | null {
  const [, name = "", inner] = /^([^<>,;:()"\\\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const address = inner ?? text.trim();
  return ADDRESS.test(address) && address.length <= 254 ? { name: name.trim(), address } : null;
}

/** Mail servers want a domain; where the console is reached by an address, there is none to guess. */
export function defaultSender(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  const isName = /[a-z]/i.test(hostname) && !hostname.includes(":");
  return `Tidings <tidings@${isName ? hostname : "localhost"}>`;
}

/** A server's address with or without name and password; nothing else, since the rest is not the operator's to set. */
export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const isServer = /^smtps?:$/.test(protocol) && hostname !== "";
  return isServer && /^\/?$/.test(pathname) && search + hash === "" && isDecodable(username + password);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
