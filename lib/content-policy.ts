import { sixteenRandomBytes } from "./random";

/** Where Next, and our layout for Mantine's style tags, find the nonce of the request. */
export const NONCE_HEADER = "x-tidings-nonce";

/** 128 random bits, new for every answer. */
export const newNonce = () => btoa(String.fromCharCode(...sixteenRandomBytes()));

const NONCE = "\0";
const directives = (development: boolean) =>
  Object.entries({
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${NONCE}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src": `'self' ${development ? "'unsafe-inline'" : `'nonce-${NONCE}'`}`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": `'self'${development ? " ws:" : ""}`,
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
  })
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ")
    .split(NONCE);

const POLICY = directives(false);
const DEVELOPMENT_POLICY = directives(true);

/**
 * The content security policy of every answer (G8): scripts run only with the answer's nonce, or loaded by one that
 * has it. Style attributes can't carry a nonce and can't run anything.
 */
export const contentPolicy = (nonce: string, { development = false } = {}): string =>
  (development ? DEVELOPMENT_POLICY : POLICY).join(nonce);

/** Sent with every answer, whatever it holds. */
export const SECURITY_HEADERS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};
