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
  const error = fault && fieldSentence(t.label, fault);
  const unitary = value.includes("unitary");
  const [first, ...more] = BATCH_OR_CAMPAIGN.filter((kind) => value.includes(kind));
  const put = (kinds: string[]) => set(kinds.length > 0 ? kinds : undefined);
  const rest = [first, ...more].filter((kind) => kind !== undefined);
  return (
    <Checkbox.Group
      label={t.label}
      description={value.length === 0 ? t.any : undefined}
      error={error}
      value={[...(unitary ? ["unitary"] : []), ...(rest.length > 0 ? ["rest"] : [])]}
    >
      <Group mt={6} align="flex-start">
        <Checkbox
          value="unitary"
          label={t.unitary}
          onChange={() => put([...(unitary ? [] : ["unitary"]), ...rest])}
        />
        <Checkbox
          value="rest"
          label={t.batchOrCampaign}
          // Programs may choose one of the two alone.
          indeterminate={rest.length === 1}
          description={rest.length === 1 ? (first === "batch" ? t.batchAlone : t.campaignAlone) : undefined}
          onChange={() =>
            put([...(unitary ? ["unitary"] : []), ...(rest.length === 2 ? [] : BATCH_OR_CAMPAIGN)])
          }
        />
      </Group>
    </Checkbox.Group>
  );
}
