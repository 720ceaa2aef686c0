import type { Caller } from "@/lib/accounts/caller";
import { findContactsBy, loadContact } from "@/lib/contacts/find";
import { toRenderable } from "@/lib/contacts/stored";
import { type Endpoint, loadEndpoint } from "@/lib/engine/endpoint";
import { isProblem } from "@/lib/errors";
import { loadWebhook } from "@/lib/webhooks/find";
import { lookAtRequest } from "@/lib/workflow-requests/look";
import type { World } from "./judge-rules";
import type { Rehearsal } from "./rehearsal-schema";
import type { RequestEffect } from "./walk";

export type ShownRequest = NonNullable<Rehearsal["way"][number]["request"]>;

/** The requests of a rehearsal's steps, made by the code that sends them; each webhook is opened once. */
export class RehearsedRequests {
  private readonly opened = new Map<string, Promise<{ endpoint: Endpoint; label: string } | null>>();

  constructor(
    private readonly caller: Caller,
    private readonly dataCenterId: number,
  ) {}

  async look(effect: RequestEffect, world: World): Promise<ShownRequest> {
    const webhook = await this.webhook(effect.webhookId);
    if (!webhook) return refused("webhookId", "names no webhook that workflows can send by", CHOOSE, null);
    const contact = await this.contactOf(effect);
    if (!contact) {
      return refused("contact", "no contact has the step's ID, e-mail or phone", NAME, webhook.label);
    }
    const scope = { contact, event: world.event, now: world.now };
    const { request, parts, faults } = await lookAtRequest(this.caller, webhook.endpoint, scope);
    return { request, parts, faults, webhook: webhook.label };
  }

  private webhook(id: string) {
    const known = this.opened.get(id) ?? this.open(id);
    this.opened.set(id, known);
    return known;
  }

  private async open(id: string) {
    try {
      const { webhook } = await loadWebhook(this.caller, id);
      if (webhook.kind !== "workflow" || webhook.status !== "active") return null;
      if (webhook.dataCenterId !== this.dataCenterId) return null;
      return { endpoint: await loadEndpoint(this.caller.tidings, webhook), label: webhook.label };
    } catch (error) {
      if (isProblem(error) && error.status === 404) return null;
      throw error;
    }
  }

  /** Decision 21, as for a real step: the rehearsed contact as it is by then, else whom the directory has. */
  private async contactOf({ identity, contact: own }: RequestEffect): Promise<World["contact"]> {
    if (!identity) return null;
    const { by, value } = identity;
    if (by === "id" && own?.id === value) return own;
    const place = { accountId: this.caller.accountId, dataCenterId: this.dataCenterId };
    if (by === "email" && own?.email?.toLowerCase() === value.toLowerCase()) return own;
    const found =
      by === "id"
        ? await loadContact(this.caller, place, value)
        : (await findContactsBy(this.caller, place, by === "email" ? { email: value } : { phone: value }))[0];
    if (!found) return null;
    return found.id === own?.id ? own : toRenderable(found);
  }
}

const CHOOSE = "Choose a webhook of the list In workflows, of the workflow's data center.";
const NAME = "Choose another contact, or correct Contact ID, Contact Email and Phone.";

const refused = (path: string, message: string, remedy: string, webhook: string | null): ShownRequest => ({
  ...{ request: null, parts: [], faults: [{ path, message, remedy }], webhook },
});
