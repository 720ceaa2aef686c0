import type { ReactNode } from "react";
import { ConsoleContext } from "@/components/console-context";
import { WebhookDialogs } from "@/components/webhook-dialogs/webhook-dialogs";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import * as actions from "../../actions";
import type { OpenedWebhook } from "../open-webhook";
import { DeletedInspector } from "./deleted-inspector";
import { WebhookFrame } from "./webhook-frame";

/** What all pages of a webhook share: header, tabs and the dialogs that the address opens. */
export function WebhookRoom({ opened, children }: { opened: OpenedWebhook; children: ReactNode }) {
  const { visitor, webhook, dataCenters } = opened;
  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        dataCenters,
        actions: { ...actions },
        defaultDelivery: PROFILE_DEFAULTS.simple,
        known: [webhook],
      }}
    >
      <WebhookFrame webhook={webhook}>{children}</WebhookFrame>
      {webhook.status === "deleted" ? <DeletedInspector /> : <WebhookDialogs />}
    </ConsoleContext>
  );
}
