import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import { type ClaimedMail, claimMail } from "./claim";
import { settleFailed, settleSent } from "./settle";
import { createMailTransport, type MailTransport } from "./transport";

/** How often it looks without having been woken: for other processes' mails and for next tries. */
const POLL_MS = 10_000;

export interface Mailer {
  /** Sends what is due, one after another. @returns how many attempts were made */
  sendDue(): Promise<number>;
  /** Looks now, whenever a mail is queued in this process, and every few seconds. */
  start(): void;
  /** Begins nothing new; resolves when the mail under way is settled. */
  stop(): Promise<void>;
}

/** The only code that talks to the mail server; undefined where none is set. */
export function createMailer(tidings: Instance): Mailer | undefined {
  const { SMTP_URL, sender, egress } = tidings.env;
  if (!SMTP_URL) return undefined;
  const transport = createMailTransport(SMTP_URL, sender, egress);
  let stopped = false;
  let underWay: Promise<number> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function sendDue() {
    let attempts = 0;
    while (!stopped) {
      const mail = await claimMail(tidings);
      if (mail === undefined) break;
      if (mail === "taken") continue;
      await sendOne(tidings, transport, mail);
      attempts++;
    }
    return attempts;
  }

  /** One round at a time; who calls during one is served by another right after it. */
  function look() {
    if (stopped) return;
    again = underWay !== undefined;
    underWay ??= sendDue()
      .catch((error: unknown) => {
        const level = asUnavailable(error) ? "warn" : "error";
        tidings.log[level]({ err: error }, "mailer.failed");
        return 0;
      })
      .finally(() => {
        underWay = undefined;
        if (again) look();
      });
  }

  return {
    sendDue,
    start() {
      tidings.mailListeners.add(look);
      timer = setInterval(look, POLL_MS);
      timer.unref();
      look();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      tidings.mailListeners.delete(look);
      await underWay;
      transport.close();
    },
  };
}

async function sendOne(tidings: Instance, transport: MailTransport, mail: ClaimedMail): Promise<void> {
  try {
    await transport.send(mail);
  } catch (error) {
    const answer = answerOf(error);
    const nextAttemptAt = await settleFailed(tidings, mail, answer);
    tidings.log.warn({ mailId: mail.id, attempt: mail.attempts, answer, nextAttemptAt }, "mail.failed");
    return;
  }
  await settleSent(tidings, mail);
  tidings.log.info({ mailId: mail.id, attempt: mail.attempts }, "mail.sent");
}

/** What the server said, else what went wrong on the way to it. */
function answerOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string };
  return (response || message || String(error)).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
