"use client";

import { Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { TRAILS } from "@/app/(console)/rooms";
import { InspectorDrawer } from "@/components/run-inspector/inspector-drawer";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import type { InspectedPassage } from "@/lib/workflows/passage-schema";
import { workflowQueries } from "@/lib/workflows/queries";
import { passageWay as t } from "@/texts/passage-way";
import { passagesText } from "@/texts/passages";
import { PassageFacts } from "./passage-facts";
import { Way } from "./way";

/** One contact's way through a workflow: what each step did, when, and why. */
export function PassagePage({ initial }: { initial: InspectedPassage }) {
  const { view } = useDialogView();
  const { data, error, refetch } = useQuery({
    ...workflowQueries.passage(initial.passage.id, { watched: view.run === undefined }),
    initialData: initial,
  });
  const { passage, workflow, contact } = data;
  const title = t.of(contact ? contact.name || contact.email || contact.id : passagesText.contactGone);
  return (
    <Stack gap="xl">
      <PageHeader
        trail={[
          ...TRAILS.workflows,
          { label: workflow.name, href: paths.workflow(workflow.id) },
          { label: passagesText.title, href: paths.passages(workflow.id) },
          { label: title },
        ]}
        title={title}
        aside={<TextLink href={paths.passages(workflow.id)}>{t.allPassages}</TextLink>}
      />
      {error && (
        <ProblemAlert title={t.notUpToDate} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      )}
      <PassageFacts inspected={data} />
      <PagePart title={t.way}>
        <Way inspected={data} />
      </PagePart>
      <Parameters value={passage.parameters} />
      <InspectorDrawer runId={view.run} />
    </Stack>
  );
}

function Parameters({ value }: { value: Record<string, unknown> | null }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <Stack gap="sm" component="section" aria-label={t.parameters}>
      <Group justify="space-between">
        <Title order={2}>{t.parameters}</Title>
        {value && <CopyButton label={t.copyParameters} value={text} />}
      </Group>
      {value ? (
        <CodeText label={t.parameters}>{text}</CodeText>
      ) : (
        <Text size="sm" c="dimmed">
          {t.noParameters}
        </Text>
      )}
    </Stack>
  );
}
