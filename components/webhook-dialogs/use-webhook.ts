"use client";

import { useQuery } from "@tanstack/react-query";
import { useConsole } from "@/components/console-context";
import { webhookQueries } from "@/lib/webhooks/queries";

/** The webhook of a dialog: what the page knows at once, then as it is now. */
export function useWebhook(id: string | undefined) {
  const { known } = useConsole();
  return useQuery({
    ...webhookQueries.detail(id ?? ""),
    enabled: id !== undefined,
    placeholderData: () => known.find((webhook) => webhook.id === id),
  });
}
