"use client";

import { Button, Grid, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { TRAILS } from "@/app/(console)/rooms";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { PageHeader } from "@/components/ui/page-header";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import type { MessageView } from "@/lib/messages/schema";
import { paths } from "@/lib/paths";
import { messages as t } from "@/texts/messages";
import { DeleteMessage } from "../../_components/delete-message";
import { MessageMenu } from "../../_components/message-menu";
import { save } from "../../actions";
import { ContentFields } from "./content-fields";
import { inputOf, type MessageValues, messageResolver, valuesOf } from "./message-values";
import { PreviewPanel } from "./preview-panel";
import { SettingsFields } from "./settings-fields";

interface Props {
  message: MessageView;
  dataCenter: string;
  administrator: boolean;
  /** The first address that a test is offered for. */
  ownEmail: string;
}

/** One message or template: what it says, who it is from and for, and how it looks for a contact. */
export function MessageRoom({ message, dataCenter, administrator, ownEmail }: Props) {
  const router = useRouter();
  const form = useForm<MessageValues>({
    resolver: messageResolver,
    defaultValues: valuesOf(message),
    mode: "onTouched",
    disabled: !administrator,
  });
  const { isDirty } = form.formState;
  const { run, pending, problem } = useAction();
  // What this form was filled from: a page that is read anew may bring a colleague's change along.
  const [revision, setRevision] = useState(message.revision);
  const submit = form.handleSubmit(async (values) => {
    const result = await run(() => save(message.id, inputOf(values), revision));
    if (!result.ok) return setFieldErrors(result.problem, LABELS, form.setError);
    setRevision(result.value.revision);
    const { usedBy } = result.value;
    const text = usedBy.length > 0 ? t.savedUsed(usedBy.length) : t.saved;
    notifications.show({ message: text, role: "status" });
    const written = form.getValues();
    form.reset(valuesOf(result.value));
    // What was written while it was saved is yet to be saved.
    for (const name of Object.keys(LABELS) as (keyof MessageValues)[]) {
      if (written[name] !== values[name]) form.setValue(name, written[name], { shouldDirty: true });
    }
    router.refresh();
  });
  const isEmail = message.kind === "email";
  const list = isEmail ? paths.messages() : paths.messageTemplates();
  const foreign = problem?.errors.every(({ path }) => !(path in LABELS)) ?? false;
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate>
        <PageHeader
          trail={[
            ...TRAILS.messages,
            ...(isEmail ? [] : [{ label: t.templates, href: list }]),
            { label: message.name },
          ]}
          title={message.name}
          aside={
            administrator && (
              <Group gap="xs">
                <Button
                  type="submit"
                  loading={pending}
                  disabled={!isDirty}
                  leftSection={<IconDeviceFloppy size={16} aria-hidden />}
                >
                  {t.save}
                </Button>
                <MessageMenu message={message} />
              </Group>
            )
          }
        />
        <Stack mt="md" gap="md">
          <Group gap="md">
            <Text size="sm" c="dimmed">
              {dataCenter}
            </Text>
            {message.mailingId !== null && (
              <Text size="sm" c="dimmed">
                {t.columns.mailing} {message.mailingId}
              </Text>
            )}
            {message.usedBy.map(({ id, name }) => (
              <TextLink key={id} href={paths.workflow(id)} size="sm">
                {name}
              </TextLink>
            ))}
            <Text size="sm" c="dimmed" role="status">
              {isDirty ? t.unsaved : ""}
            </Text>
          </Group>
          {problem && foreign && (
            <ProblemAlert title={t.notSaved}>
              <Stack gap="xs" align="flex-start">
                {problem.detail}
                {problem.type.endsWith("/changed_meanwhile") && (
                  <Button size="xs" variant="default" onClick={() => location.reload()}>
                    {t.reload}
                  </Button>
                )}
              </Stack>
            </ProblemAlert>
          )}
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="lg">
                <ContentFields dataCenterId={message.dataCenterId} />
                <SettingsFields />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              {administrator && <PreviewPanel dataCenterId={message.dataCenterId} ownEmail={ownEmail} />}
            </Grid.Col>
          </Grid>
        </Stack>
      </form>
      {administrator && (
        <>
          <DeleteMessage messages={[message]} onDeleted={() => router.replace(list)} />
          <LeaveQuestion dirty={isDirty && !pending} />
        </>
      )}
    </FormProvider>
  );
}

const LABELS: Record<keyof MessageValues, string> = {
  ...{ name: t.name, subject: t.subject, text: t.text, html: t.html },
  ...{ fromName: t.fromName, replyTo: t.replyTo, optInField: t.optInField, transactional: t.transactional },
};
