"use client";

import { Box, Button, Grid, Group, Stack, Text } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { ConcurrentNotice } from "@/components/webhook-form/concurrent-notice";
import type { DraftHold } from "@/components/webhook-form/draft/use-draft";
import { withRequest } from "@/components/webhook-form/request-in-words";
import { type Known, settingsInWords } from "@/components/webhook-form/settings-in-words";
import { useConcurrentEdit } from "@/components/webhook-form/use-concurrent-edit";
import { useFocusOnFirstError, useWarnBeforeUnload } from "@/components/webhook-form/webhook-form";
import classes from "@/components/webhook-form/webhook-form.module.css";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookForm } from "@/texts/webhook-form";
import { concurrentEdit } from "@/texts/webhook-settings";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { BeforeYouStart } from "./before-you-start";
import { BodyPart } from "./body-part";
import { DataPart } from "./data-part";
import { DeliveryPart } from "./delivery-part";
import { EnvironmentProvider } from "./environment";
import { LiveRequest } from "./live-request";
import { NamePart } from "./name-part";
import { useNewRequest } from "./new-request";
import { type ResolverContext, requestResolver } from "./request-resolver";
import { type RequestValues, requestSettingsOf, requestValuesOf } from "./request-values";
import { SendTestButton } from "./send-test-button";
import { RequestDraftProvider } from "./use-request-draft";
import { useSaveRequest } from "./use-save-request";
import { useShownValues } from "./use-shown-values";
import { WherePart } from "./where-part";

interface Props {
  original?: WebhookView;
  initial: RequestValues;
  onDirty: (dirty: boolean) => void;
  onNested: (open: boolean) => void;
  onSaved: () => void;
  onCancel: () => void;
}

const t = workflowWebhookForm;

/** A data request or a scenario notification, with what it comes to beside it. */
export function WorkflowForm({ original: opened, initial, onDirty, onNested, onSaved, onCancel }: Props) {
  const newRequest = useNewRequest();
  const element = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const [context] = useState<ResolverContext>(() => ({ fields: [] }));
  const form = useForm<RequestValues, ResolverContext>({
    resolver: requestResolver,
    context,
    defaultValues: initial,
    mode: "onBlur",
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const edit = useConcurrentEdit<RequestValues>(form, opened, requestValuesOf);
  const { base: original } = edit;
  const [hold] = useState<DraftHold>({ sealed: undefined });
  const { save, pending, problem, refused } = useSaveRequest({ form, original, edit, hold, onSaved });
  const shown = useShownValues(form.control, context);
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useWarnBeforeUnload(isDirty);
  useFocusOnFirstError(element, attempts);
  // The dialog looks for it before this has been loaded.
  useEffect(() => element.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus(), []);

  const submit = form.handleSubmit((values) => save(values));
  const keepMine = async () => {
    const ifRevision = edit.keepMine();
    await form.handleSubmit((values) => save(values, ifRevision))();
    setAttempts((count) => count + 1);
  };
  const draft = useMemo(() => ({ hold, original }), [hold, original]);
  return (
    <FormProvider {...form}>
      <EnvironmentProvider value={shown.environment}>
        <RequestDraftProvider value={draft}>
          <form
            ref={element}
            className={classes.form}
            noValidate
            onSubmit={async (event) => {
              await submit(event);
              setAttempts((count) => count + 1);
            }}
          >
            <Grid gap="xl">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <Stack gap="xl" key={edit.filled}>
                  {problem && (
                    <ProblemAlert title={original ? webhookForm.notSaved : webhookForm.notCreated}>
                      {problem}
                    </ProblemAlert>
                  )}
                  <ConcurrentNotice
                    edit={edit}
                    yours={yoursInWords}
                    refused={refused}
                    pending={pending}
                    onKeepMine={keepMine}
                  />
                  {initial.profile === "scenario" && <BeforeYouStart opened={!original} />}
                  <NamePart original={original} />
                  <WherePart onNested={onNested} />
                  {initial.profile === "scenario" ? <DataPart /> : <BodyPart />}
                  <DeliveryPart />
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <Box className={classes.preview}>
                  <LiveRequest shown={shown} onNested={onNested} />
                </Box>
              </Grid.Col>
            </Grid>
            <Group justify="space-between" className={classes.footer}>
              <Text size="sm" c="dimmed" role="status">
                {edit.change ? concurrentEdit.status : isDirty && original ? concurrentEdit.unsaved : ""}
              </Text>
              <Group>
                <SendTestButton onNested={onNested} onIncomplete={() => setAttempts((count) => count + 1)} />
                <Button variant="default" onClick={onCancel}>
                  {common.cancel}
                </Button>
                <Button type="submit" loading={pending}>
                  {newRequest && !original && initial.profile === "scenario" ? t.add : t.done}
                </Button>
              </Group>
            </Group>
          </form>
        </RequestDraftProvider>
      </EnvironmentProvider>
    </FormProvider>
  );
}

function yoursInWords(values: unknown, known: Known) {
  const settings = requestSettingsOf(values as RequestValues);
  const asked = {
    method: settings.method,
    template: "template" in settings ? settings.template : undefined,
    scenario: "scenario" in settings ? settings.scenario : undefined,
  };
  return withRequest(asked, settingsInWords(settings, known));
}
