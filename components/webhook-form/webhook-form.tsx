"use client";

import { Box, Button, Grid, Group, Stack, Text } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookForm } from "@/texts/webhook-form";
import { concurrentEdit } from "@/texts/webhook-settings";
import { ConcurrentNotice } from "./concurrent-notice";
import { DeliveryBlock } from "./delivery-block";
import { DraftKeysBlock } from "./draft/draft-keys";
import { type DraftHold, DraftProvider } from "./draft/use-draft";
import { FormOutlook } from "./form-outlook";
import { formResolver } from "./form-resolver";
import { type FormValues, settingsOf, valuesOf } from "./form-values";
import { NameBlock } from "./name-block";
import { type Known, settingsInWords } from "./settings-in-words";
import { useConcurrentEdit } from "./use-concurrent-edit";
import { useProfileSwitch } from "./use-profile-switch";
import { useSave } from "./use-save";
import classes from "./webhook-form.module.css";
import { WhenBlock } from "./when-block";
import { WhereBlock } from "./where-block";

interface Props {
  original?: WebhookView;
  initial: FormValues;
  onDirty: (dirty: boolean) => void;
  onNested: (open: boolean) => void;
  onSaved: () => void;
  onCancel: () => void;
}

const t = concurrentEdit;

export function WebhookForm({ original: opened, initial, onDirty, onNested, onSaved, onCancel }: Props) {
  const element = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const form = useForm<FormValues>({
    resolver: formResolver,
    defaultValues: initial,
    mode: "onBlur",
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const edit = useConcurrentEdit(form, opened, valuesOf);
  const { base: original } = edit;
  const profiles = useProfileSwitch(form);
  const [draft] = useState<DraftHold>({ sealed: undefined });
  const { save, pending, problem, refused } = useSave({ form, original, edit, draft, onSaved });
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useWarnBeforeUnload(isDirty);

  const submit = form.handleSubmit((values) => save(values));
  const keepMine = async () => {
    const ifRevision = edit.keepMine();
    await form.handleSubmit((values) => save(values, ifRevision))();
    setAttempts((count) => count + 1);
  };
  useFocusOnFirstError(element, attempts);

  return (
    <FormProvider {...form}>
      <DraftProvider hold={draft} original={original}>
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
              <Stack gap="xl">
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
                <Stack key={edit.filled} gap="xl">
                  <NameBlock original={original} />
                  <WhenBlock profiles={profiles} />
                  <WhereBlock onNested={onNested} />
                  <DraftKeysBlock />
                  <DeliveryBlock profiles={profiles} attempts={attempts} />
                </Stack>
              </Stack>
            </Grid.Col>
            <Grid.Col span={5} visibleFrom="md">
              <Box className={classes.preview}>
                <FormOutlook />
              </Box>
            </Grid.Col>
          </Grid>
          <Group justify="space-between" className={classes.footer}>
            <Text size="sm" c="dimmed" role="status">
              {edit.change ? t.status : isDirty && original ? t.unsaved : ""}
            </Text>
            <Group>
              <Button variant="default" onClick={onCancel}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={pending}>
                {original ? common.save : webhookForm.create}
              </Button>
            </Group>
          </Group>
        </form>
      </DraftProvider>
    </FormProvider>
  );
}

const yoursInWords = (values: unknown, known: Known) =>
  settingsInWords(settingsOf(values as FormValues), known);

/** After a refused save the first wrong field gets the focus, once sections that hold errors have opened. */
export function useFocusOnFirstError(element: RefObject<HTMLFormElement | null>, attempts: number) {
  useEffect(() => {
    if (attempts === 0) return;
    const timer = setTimeout(
      () => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      60,
    );
    return () => clearTimeout(timer);
  }, [attempts, element]);
}

export function useWarnBeforeUnload(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
}
