"use client";

import { SimpleGrid } from "@mantine/core";
import { TextLink } from "@/components/ui/text-link";
import { Tile } from "@/components/ui/tile";
import { paths } from "@/lib/paths";
import type { WebhookStep } from "@/lib/workflows/definition";
import { stepName, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";

const NOTHING = { contacts: 0, accepted: 0, pending: 0, failed: 0, conversions: 0 };
const REQUESTS = ["accepted", "pending", "failed"] as const;

/** S5.30: who reached the step and what became of its requests, each figure leading to the passages it counts. */
export function StepFigures({ step }: { step: WebhookStep }) {
  const { workflow, statistics } = useEditor();
  if (workflow.version === null) return null;
  const counted = statistics.get(step.id) ?? NOTHING;
  const to = (outcome?: string) => paths.passages(workflow.id, { step: step.id, outcome });
  const name = stepName(step);
  return (
    <SimpleGrid cols={2} spacing="xs" component="section" aria-label={t.figures}>
      <Tile label={t.figure.contacts} hint={t.figureHints.contacts}>
        <Figure count={counted.contacts} href={to()} label={t.figureOf(t.figure.contacts, name)} />
      </Tile>
      {REQUESTS.map((outcome) => (
        <Tile key={outcome} label={t.figure[outcome]} hint={t.figureHints[outcome]}>
          <Figure count={counted[outcome]} href={to(outcome)} label={t.figureOf(t.figure[outcome], name)} />
        </Tile>
      ))}
      {(step.conversion || counted.conversions > 0) && (
        <Tile label={t.figure.conversions} hint={t.figureHints.conversions}>
          {counted.conversions.toLocaleString("en")}
        </Tile>
      )}
    </SimpleGrid>
  );
}

/** What is seen comes first in the link's name, so that it can be spoken. */
const Figure = ({ count, href, label }: { count: number; href: string; label: string }) => (
  <TextLink href={href} aria-label={`${count} ${label}`}>
    {count.toLocaleString("en")}
  </TextLink>
);
