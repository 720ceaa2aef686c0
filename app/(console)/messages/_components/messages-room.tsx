"use client";

import { Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconMailPlus, IconTemplate } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageTabs } from "@/components/ui/page-tabs";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { MessageRow } from "@/lib/messages/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { messages as t } from "@/texts/messages";
import { columnsOf } from "./columns";
import { CreateMessage } from "./create-message";
import { DeleteMessage } from "./delete-message";

export interface DataCenterName {
  id: number;
  name: string;
}

interface Props {
  kind: MessageRow["kind"];
  /** Of both kinds: a mail may begin with a template. */
  messages: MessageRow[];
  dataCenters: DataCenterName[];
  administrator: boolean;
}

const TABS = [
  { label: t.title, href: paths.messages() },
  { label: t.templates, href: paths.messageTemplates() },
];

export function MessagesRoom({ kind, messages, dataCenters, administrator }: Props) {
  const { open } = useDialogView();
  const isEmail = kind === "email";
  const shown = messages.filter((message) => message.kind === kind);
  const Icon = isEmail ? IconMailPlus : IconTemplate;
  const create = administrator && (
    <Button leftSection={<Icon size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {isEmail ? t.createEmail : t.createTemplate}
    </Button>
  );
  const title = isEmail ? t.title : t.templates;
  return (
    <>
      <PageHeader
        trail={isEmail ? TRAILS.messages : [...TRAILS.messages, { label: t.templates }]}
        title={title}
        aside={shown.length > 0 && create}
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs" mb="md">
        {isEmail ? t.intro : t.templatesIntro}
      </Text>
      <PageTabs label={t.sections} tabs={TABS} />
      <Stack mt="lg" gap="md">
        {shown.length === 0 ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <Icon size={28} aria-hidden />
              </ThemeIcon>
            }
            title={isEmail ? t.emptyTitle : t.emptyTemplatesTitle}
            action={create || undefined}
          >
            {isEmail ? t.emptyText : t.emptyTemplatesText} {!administrator && t.emptyForMember}
          </EmptyState>
        ) : (
          <>
            <DataTable
              label={title}
              columns={columnsOf(kind, dataCenters, administrator)}
              rows={shown}
              rowKey={({ id }) => id}
            />
            <Group justify="space-between">
              <Text size="sm" c="dimmed" role="status">
                {isEmail ? t.count(shown.length) : t.countTemplates(shown.length)}
              </Text>
              <Text size="sm" c="dimmed">
                {common.allTimesUtc}
              </Text>
            </Group>
          </>
        )}
      </Stack>
      {administrator && (
        <>
          <CreateMessage kind={kind} messages={messages} dataCenters={dataCenters} />
          <DeleteMessage messages={shown} />
        </>
      )}
    </>
  );
}
