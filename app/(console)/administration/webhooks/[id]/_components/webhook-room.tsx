import type { ReactNode } from "react";
import { ConsoleContext } from "@/components/console-context";
import { WebhookDialogs } from "@/components/webhook-dialogs/webhook-dialogs";
import { requestsFrom } from "@/lib/webhooks/requests-from";
import * as actions from "../../actions";
import type { OpenedWebhook } from "../open-webhook";
import { DeletedInspector } from "./deleted-inspector";
import { WebhookFrame } from "./webhook-frame";

/** What all pages of a webhook share: header, tabs and the dialogs that the address opens. */
export function WebhookRoom({ opened, children }: { opened: OpenedWebhook; children: ReactNode }) {
  const { visitor, caller, webhook, dataCenters } = opened;
  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        clientId: visitor.account.id,
        dataCenters,
        actions: { ...actions },
        requestsFrom: requestsFrom(caller, visitor.role),
        known: [webhook],
      }}
    >
      <WebhookFrame webhook={webhook}>{children}</WebhookFrame>
      {webhook.status === "deleted" ? <DeletedInspector /> : <WebhookDialogs />}
    </ConsoleContext>
  );
}
