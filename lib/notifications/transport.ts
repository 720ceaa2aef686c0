import { rootCertificates } from "node:tls";
import { createTransport } from "nodemailer";
import type { EgressRules } from "@/lib/engine/egress";
import { isLoopback } from "@/lib/env";
import type { Sender } from "./sender";

export interface OutgoingMail {
  recipient: string;
  subject: string;
  text: string;
  html: string;
  /** Becomes the Message-ID, so that a mail that was sent twice can be told. */
  id: string;
}

/** How long the mail server may take for one step of its dialogue. */
const STEP_MS = 20_000;

/**
 * One mail to the mail server of SMTP_URL; rejects with what it said. Name and password never go over a connection
 * that isn't encrypted, but on this machine.
 */
export function createMailTransport(smtpUrl: string, sender: Sender, egress: Pick<EgressRules, "extraCa">) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === "smtps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  const transport = createTransport({
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && auth !== undefined && !isLoopback(hostname),
    auth,
    tls: egress.extraCa ? { ca: [...rootCertificates, egress.extraCa] } : {},
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = sender.address.split("@")[1];
  return {
    async send({ recipient, subject, text, html, id }: OutgoingMail): Promise<void> {
      await transport.sendMail({
        from: sender,
        to: { name: "", address: recipient },
        // Whatever a header could be made to say, the server is told this one recipient.
        envelope: { from: sender.address, to: [recipient] },
        messageId: `<${id}@${domain}>`,
        headers: { "Auto-Submitted": "auto-generated" },
        subject,
        text,
        html,
      });
    },
    close: () => transport.close(),
  };
}

export type MailTransport = ReturnType<typeof createMailTransport>;
