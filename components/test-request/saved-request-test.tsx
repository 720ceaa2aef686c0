"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useConsole } from "@/components/console-context";
import { useFields } from "@/components/workflow-webhook-form/environment";
import { runQueries } from "@/lib/runs/queries";
import { readsOf } from "@/lib/templates/reads-of";
import type { WebhookView } from "@/lib/webhooks/schema";
import { RequestTest, type Tried } from "./request-test";
import { templatesOf } from "./templates-of";

interface Props {
  webhook: WebhookView;
  onDone: () => void;
}

/** From the list and from the webhook's page: what is saved is tried. */
export function SavedRequestTest({ webhook, onDone }: Props) {
  const { actions } = useConsole();
  const queries = useQueryClient();
  const { fields } = useFields(webhook.dataCenterId);
  const reads = useMemo(() => readsOf(templatesOf(webhook), fields), [webhook, fields]);
  const { id, label, profile, dataCenterId, url } = webhook;
  const tried: Tried = {
    ...{ label, dataCenterId, url, reads },
    profile: profile as Tried["profile"],
    look: (source) => actions.lookAtRequest({ webhookId: id, ...(source && { source }) }),
    async send(source) {
      const result = await actions.sendTrial({ webhookId: id, ...(source && { source }) });
      void queries.invalidateQueries({ queryKey: runQueries.ofWebhook(id) });
      return result;
    },
  };
  return <RequestTest tried={tried} onDone={onDone} />;
}
