import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Attention } from "@/lib/dashboard/schema";
import { paths } from "@/lib/paths";
import { dashboard as t } from "@/texts/dashboard";
import { explainRun } from "@/texts/explain-run";
import type { NoticeFacts } from "./notice";

/** What needs attention, the most urgent first, each with the page where something can be done about it. */
export function noticesOf(attention: Attention): NoticeFacts[] {
  const { engineSilent, plainHttp, suspended, failing, lost, waiting, neverActivated } = attention;
  return [
    ...(engineSilent ? [{ key: "engine", tone: "problem" as const, ...t.engineSilent }] : []),
    ...(plainHttp !== null
      ? [
          {
            ...{ key: "http", tone: "warning" as const, title: t.plainHttp.title },
            text: t.plainHttp.text(plainHttp),
          },
        ]
      : []),
    ...each("suspended", "problem", suspended, paths.webhooks({ status: "suspended" }), (item) => ({
      title: t.suspended.title(item.label),
      text: [item.reason, t.suspended.text].filter(Boolean).join(" "),
      action: { label: t.suspended.button, href: paths.webhook(item.id) },
    })),
    ...each("failing", "problem", failing, paths.webhooks({ sort: "failed" }), (item) => ({
      title: t.failing.title(item.label, item.failedInARow),
      text: [item.last ? explainRun(item.last).cause : t.failing.text, item.warning]
        .filter(Boolean)
        .join(" "),
      action: {
        label: t.failing.button,
        href: paths.webhookTab(item.id, "runs", { verdict: "failed" }),
      },
    })),
    ...each("lost", "warning", lost, paths.deliveries({ state: "failed" }), (item) => ({
      title: t.lost.title(item.label, item.lost),
      text: t.lost.text,
      action: { label: t.lost.button, href: paths.deliveries({ webhook: item.id, state: "failed" }) },
    })),
    ...each("waiting", "warning", waiting, paths.deliveries({ state: "pending" }), (item) => ({
      title: t.waiting.title(item.label),
      text: (
        <>
          {item.active ? t.waiting.active : t.waiting.resting} <RelativeTime iso={item.oldestAt} />
        </>
      ),
      action: { label: t.waiting.button, href: paths.deliveries({ webhook: item.id, state: "pending" }) },
    })),
    ...each("never", "note", neverActivated, paths.webhooks({}), (item) => ({
      title: t.neverActivated.title(item.label),
      text: (
        <>
          {t.neverActivated.text} <RelativeTime iso={item.createdAt} />
        </>
      ),
      action: { label: t.neverActivated.button, href: paths.webhook(item.id) },
    })),
  ];
}

/** A few by name; how many more there are stands behind the last, as a link to all. */
function each<Item extends { id: string }>(
  kind: string,
  tone: NoticeFacts["tone"],
  { items, more }: { items: Item[]; more: number },
  all: string,
  facts: (item: Item) => { title: string; text: ReactNode; action: { label: string; href: string } },
): NoticeFacts[] {
  return items.map((item, index) => {
    const { text, ...rest } = facts(item);
    const others = more > 0 && index === items.length - 1;
    return {
      ...{ key: `${kind} ${item.id}`, tone, ...rest },
      text: others ? (
        <>
          {text}{" "}
          <TextLink href={all} inherit>
            {t.and(more)}
          </TextLink>
        </>
      ) : (
        text
      ),
    };
  });
}
