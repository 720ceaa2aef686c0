"use client";

import { Segments } from "@/components/ui/segments";
import type { Go } from "@/components/ui/use-list-view";
import type { WebhooksView } from "@/lib/paths";
import { webhooksPage as t } from "@/texts/webhooks-page";

const KINDS = (["event", "workflow"] as const).map((value) => ({
  value: String(value),
  label: t.kinds[value],
}));

/** What only one of the lists can be narrowed or sorted by. */
const NOT_SHARED = { status: undefined, trigger: undefined, sort: undefined, direction: undefined };

/** Webhooks on events or those in workflows; search and data center stay. */
export function KindChoice({ view, go }: { view: WebhooksView; go: Go<WebhooksView> }) {
  return (
    <Segments
      label={t.kind}
      data={KINDS}
      value={view.kind ?? "event"}
      onChange={(kind) => go({ ...NOT_SHARED, kind: kind === "workflow" ? kind : undefined })}
    />
  );
}
