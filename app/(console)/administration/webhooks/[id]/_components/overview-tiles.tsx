"use client";

import { SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { Tile } from "@/components/ui/tile";
import { paths } from "@/lib/paths";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { percentileText, webhookPage } from "@/texts/webhook-page";

const t = webhookPage.overview;

/** Numbers of the last 14 days and of this moment; each leads to what it counts. */
export function OverviewTiles({ webhookId, overview }: { webhookId: string; overview: WebhookOverview }) {
  const { succeeded, failed, lost, waiting } = overview;
  return (
    <SimpleGrid cols={{ base: 2, md: 3, lg: 5 }} spacing="sm">
      <Tile label={t.successful} hint={t.last14Days}>
        <Count
          href={paths.webhookTab(webhookId, "runs", { verdict: "succeeded" })}
          count={succeeded}
          label={t.successfulLink(succeeded)}
        />
      </Tile>
      <Tile label={t.failed} hint={t.last14Days}>
        <Count
          href={paths.webhookTab(webhookId, "runs", { verdict: "failed" })}
          count={failed}
          label={t.failedLink(failed)}
        />
      </Tile>
      <Tile label={t.lost} hint={lost > 0 ? t.lostHint : t.last14Days}>
        <Count
          href={paths.deliveries({ webhook: webhookId, state: "failed" })}
          count={lost}
          label={t.lostLink(lost)}
        />
      </Tile>
      <AnswerTime times={overview.answerTime} />
      <Tile label={t.waiting} hint={<WaitingHint waiting={waiting} />}>
        <Count
          href={paths.deliveries({ webhook: webhookId, state: "pending" })}
          count={waiting.count}
          label={t.waitingLink(waiting.count)}
        />
      </Tile>
    </SimpleGrid>
  );
}

function Count({ href, count, label }: { href: string; count: number; label: string }) {
  return (
    <TextLink href={href} aria-label={label} inherit>
      {count.toLocaleString("en")}
    </TextLink>
  );
}

function AnswerTime({ times }: { times: WebhookOverview["answerTime"] }) {
  if (!times)
    return (
      <Tile label={t.answerTime} hint={t.noAnswer}>
        –
      </Tile>
    );
  const { median, p95 } = times;
  const hint: ReactNode =
    "ms" in p95
      ? t.answerTimeHint(percentileText(p95))
      : t.answerTimeBeyond(percentileText({ ms: p95.moreThanMs }));
  return (
    <Tile label={t.answerTime} hint={hint}>
      {percentileText(median)}{" "}
      <Text span size="sm" c="dimmed">
        {t.median}
      </Text>
    </Tile>
  );
}

function WaitingHint({
  waiting: { count, oldestAt, nextAttemptAt },
}: {
  waiting: WebhookOverview["waiting"];
}) {
  if (count === 0 || !oldestAt) return t.nothingWaits;
  return (
    <>
      {t.oldest} <RelativeTime iso={oldestAt} />
      {" · "}
      {nextAttemptAt ? (
        <>
          {t.nextTry} <RelativeTime iso={nextAttemptAt} />
        </>
      ) : (
        t.noTry
      )}
    </>
  );
}
