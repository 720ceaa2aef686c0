"use client";

import { Button, Fieldset, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useFieldArray, useForm } from "react-hook-form";
import { saveSegment } from "@/app/(console)/contacts/actions";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { MAX_CONDITIONS, type SegmentView } from "@/lib/contacts/segment-schema";
import { common } from "@/texts/common";
import { segments as t } from "@/texts/contact-sets";
import { fieldSentence } from "@/texts/sentence";
import { ConditionRow } from "./condition-row";
import { type DraftRules, NEW_CONDITION, type SetNames, toDraft, toRules } from "./draft-rules";
import { LiveCount } from "./live-count";

interface Props {
  dataCenter: string;
  segments: SegmentView[];
  names: SetNames;
}

export function SegmentDialog({ dataCenter, segments, names }: Props) {
  const { view, close } = useDialogView();
  const segment = segments.find(({ id }) => String(id) === view.edit) ?? null;
  const dialog = view.create !== undefined ? "create" : "edit";
  const opened = view.create !== undefined || segment !== null;
  return (
    <Modal
      opened={opened}
      onClose={() => close(dialog)}
      title={segment ? t.editTitle(segment.name) : t.createTitle}
      size="xl"
    >
      <SegmentForm
        key={segment?.id}
        dataCenter={dataCenter}
        segment={segment}
        names={names}
        dialog={dialog}
      />
    </Modal>
  );
}

interface FormProps {
  dataCenter: string;
  segment: SegmentView | null;
  names: SetNames;
  dialog: "create" | "edit";
}

type Values = DraftRules & { name: string };

/** The rule builder: conditions of which all or any hold, and how many contacts they take in. */
function SegmentForm({ dataCenter, segment, names, dialog }: FormProps) {
  const { close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const rules = segment ? toDraft(segment.rules) : { match: "all" as const, conditions: [NEW_CONDITION] };
  const form = useForm<Values>({ defaultValues: { name: segment?.name ?? "", ...rules } });
  const { control, register, handleSubmit, watch, setValue } = form;
  const conditions = useFieldArray({ control, name: "conditions" });
  const values = watch();
  const submit = handleSubmit(async (entered) => {
    const draft = { name: entered.name, rules: toRules(entered) };
    const result = await run(() => saveSegment(dataCenter, segment?.id ?? null, draft));
    if (!result.ok) return;
    notifications.show({ message: t.saved(result.value.name), role: "status" });
    await closeAndRefresh(dialog);
  });
  const faultAt = (path: string, label: string) => {
    const found = problem?.errors.find((error) => error.path === path);
    return found && fieldSentence(label, found.message);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem && <ProblemAlert title={t.notSaved}>{problem.detail}</ProblemAlert>}
        <TextInput
          {...register("name")}
          label={t.name}
          error={faultAt("name", t.name)}
          autoComplete="off"
          data-autofocus
        />
        <Fieldset legend={t.rules}>
          <Stack>
            <Select
              label={t.match}
              data={[
                { value: "all", label: t.all },
                { value: "any", label: t.any },
              ]}
              value={values.match}
              allowDeselect={false}
              onChange={(match) => match && setValue("match", match as "all" | "any")}
            />
            {conditions.fields.map(({ id }, index) => (
              <ConditionRow
                key={id}
                number={index + 1}
                condition={values.conditions[index] ?? NEW_CONDITION}
                names={names}
                error={faultAt(`rules.conditions.${index}.value`, t.value)}
                fieldError={faultAt(`rules.conditions.${index}.subject`, t.field)}
                onChange={(next) => setValue(`conditions.${index}`, next)}
                onRemove={conditions.fields.length > 1 ? () => conditions.remove(index) : undefined}
              />
            ))}
            <Group justify="space-between">
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPlus size={16} aria-hidden />}
                disabled={conditions.fields.length >= MAX_CONDITIONS}
                onClick={() => conditions.append(NEW_CONDITION)}
              >
                {t.add}
              </Button>
              <LiveCount dataCenterId={Number(dataCenter)} rules={values} />
            </Group>
          </Stack>
        </Fieldset>
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => close(dialog)}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
