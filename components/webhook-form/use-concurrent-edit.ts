"use client";

import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { webhookQueries } from "@/lib/webhooks/queries";
import type { WebhookView } from "@/lib/webhooks/schema";
import { concurrentEdit } from "@/texts/webhook-settings";
/**
 * Notices early that somebody else saves the webhook that this form edits. The form stands on the revision it was
 * filled from (`base`), whatever the page reads meanwhile, and a save names that revision; *Keep mine* lets it name
 * the newer one.
 */
export function useConcurrentEdit<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  opened: WebhookView | undefined,
  valuesOf: (webhook: WebhookView) => Values,
) {
  const [base, setBase] = useState(opened);
  const [overwrites, setOverwrites] = useState(0);
  /** Counts the forms that were filled anew: parts that keep choices of their own begin again. */
  const [filled, setFilled] = useState(0);
  const id = base?.id ?? "";
  const known = Math.max(base?.revision ?? 0, overwrites);

  const { data: change, refetch } = useQuery({
    ...webhookQueries.latestChange(id, base?.revision ?? 0),
    enabled: base !== undefined,
  });
  const newer = change && change.revision > known ? change : undefined;
  const { data: theirs } = useQuery({
    ...webhookQueries.saved(id, newer?.revision ?? 0),
    enabled: newer !== undefined,
  });

  return {
    base,
    filled,
    change: newer,
    theirs,
    ifRevision: base && known,
    /** Asks at once; tells whether there is a newer revision indeed. */
    check: async () => ((await refetch()).data?.revision ?? 0) > known,
    keepMine() {
      if (!newer) return undefined;
      setOverwrites(newer.revision);
      return newer.revision;
    },
    takeTheirs() {
      if (!theirs) return;
      form.reset(valuesOf(theirs));
      setBase(theirs);
      setFilled((count) => count + 1);
      notifications.show({ message: concurrentEdit.taken, role: "status" });
    },
  };
}

export type ConcurrentEdit = ReturnType<typeof useConcurrentEdit>;
