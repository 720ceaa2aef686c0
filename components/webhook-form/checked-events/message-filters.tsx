"use client";

import { Checkbox, Group, Radio, Stack } from "@mantine/core";
import { useFormContext, useFormState, useWatch } from "react-hook-form";
import { messageAt } from "@/components/ui/use-form-field";
import { fieldSentence } from "@/texts/sentence";
import { webhookFormEvents } from "@/texts/webhook-form-events";
import type { FormValues } from "../form-values";
import { RefinementPicker } from "../refinement-picker";

/** The refinements that have rows of their own here. */
export const MESSAGE_FILTERS = ["communicationTypes", "sendingKinds"];

/** S3.10 to S3.12: the two axes of message events, in the labels of the signed style's users. */
export function MessageFilters({ index }: { index: number }) {
  return (
    <Stack gap="sm">
      <CommunicationTypes index={index} />
      <SendingKinds index={index} />
    </Stack>
  );
}

/** One refinement of the trigger; undefined means any. */
function useRefinement<Value>(index: number, name: string) {
  const { control, setValue, trigger } = useFormContext<FormValues>();
  const { errors } = useFormState({ control });
  const others = useWatch({ control, name: `triggers.${index}.others` });
  const set = (value: Value[] | undefined) => {
    const { [name]: _, ...rest } = others;
    const next = value === undefined ? rest : { ...rest, [name]: value };
    setValue(`triggers.${index}.others`, next, { shouldDirty: true });
    void trigger(`triggers.${index}.others.${name}`);
  };
  const fault = messageAt(errors, `triggers.${index}.others.${name}`);
  return { value: others[name] as Value[] | undefined, set, fault };
}

function CommunicationTypes({ index }: { index: number }) {
  const t = webhookFormEvents.communicationTypes;
  const { value, set, fault } = useRefinement<number>(index, "communicationTypes");
  const error = fault && (value?.length === 0 ? t.noneChosen : fieldSentence(t.label, fault));
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t.label}
        value={value === undefined ? "all" : "specific"}
        onChange={(chosen) => set(chosen === "all" ? undefined : [])}
      >
        <Group mt={6} align="flex-start">
          <Radio value="all" label={t.all} description={t.allHint} />
          <Radio value="specific" label={t.specific} description={t.specificHint} />
        </Group>
      </Radio.Group>
      {value !== undefined && (
        <RefinementPicker
          name="communicationTypes"
          required
          value={value}
          error={error}
          onChange={(chosen) => set(chosen as number[])}
        />
      )}
    </Stack>
  );
}

const BATCH_OR_CAMPAIGN = ["batch", "campaign"];

function SendingKinds({ index }: { index: number }) {
  const t = webhookFormEvents.sendingKinds;
  const { value = [], set, fault } = useRefinement<string>(index, "sendingKinds");
  const bulk = BATCH_OR_CAMPAIGN.filter((kind) => value.includes(kind));
  /** Programs may choose one of the two alone. */
  const half = bulk.length === 1;

  const choose = (boxes: string[]) => {
    const pressed = boxes.includes("bulk") !== bulk.length > 0;
    const nextBulk = pressed ? (boxes.includes("bulk") || half ? BATCH_OR_CAMPAIGN : []) : bulk;
    const kinds = [...boxes.filter((box) => box === "unitary"), ...nextBulk];
    set(kinds.length > 0 ? kinds : undefined);
  };
  return (
    <Checkbox.Group
      label={t.label}
      description={value.length === 0 ? t.any : undefined}
      error={fault && fieldSentence(t.label, fault)}
      value={[...value.filter((kind) => kind === "unitary"), ...(bulk.length > 0 ? ["bulk"] : [])]}
      onChange={choose}
    >
      <Group mt={6} align="flex-start">
        <Checkbox value="unitary" label={t.unitary} />
        <Checkbox
          value="bulk"
          label={t.batchOrCampaign}
          indeterminate={half}
          description={half ? (bulk[0] === "batch" ? t.batchAlone : t.campaignAlone) : undefined}
        />
      </Group>
    </Checkbox.Group>
  );
}
