"use client";

import { SimpleGrid } from "@mantine/core";
import { TextLink } from "@/components/ui/text-link";
import { Tile } from "@/components/ui/tile";
import { paths } from "@/lib/paths";
import type { MessageStep } from "@/lib/workflows/definition";
import { stepName, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";

const FIGURES = ["accepted", "pending", "failed", "skipped"] as const;

/** Who reached the step, and what became of its messages. */
export function MessageFigures({ step }: { step: MessageStep }) {
  const { workflow, statistics } = useEditor();
  if (workflow.version === null) return null;
  const counted = statistics.get(step.id);
  const contacts = counted?.contacts ?? 0;
  const label = `${contacts} ${t.figureOf(t.figure.contacts, stepName(step))}`;
  return (
    <SimpleGrid cols={2} spacing="xs" component="section" aria-label={t.figures}>
      <Tile label={t.figure.contacts} hint={t.figureHints.contacts}>
        <TextLink href={paths.passages(workflow.id, { step: step.id })} aria-label={label}>
          {contacts.toLocaleString("en")}
        </TextLink>
      </Tile>
      {FIGURES.map((figure) => (
        <Tile key={figure} label={t.messageFigure[figure]} hint={t.messageHints[figure]}>
          {(counted?.[figure] ?? 0).toLocaleString("en")}
        </Tile>
      ))}
    </SimpleGrid>
  );
}
