"use client";

import { Anchor, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { useFormField } from "@/components/ui/use-form-field";
import { scenarioGroups } from "@/texts/scenario";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { PairList } from "./pair-list";
import { PairRow } from "./pair-row";
import { Placeholders } from "./placeholders";
import type { RequestValues } from "./request-values";
import { TemplateField } from "./template-field";

const t = workflowWebhookForm.data;

/** S5.16, S5.17: pairs of fixed text or placeholders, with the list of these behind *Get placeholders*. */
export function AdditionalFields() {
  const { control } = useFormContext<RequestValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "scenario.additional" });
  const [listed, setListed] = useState(false);
  return (
    <Stack gap="sm">
      <div>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={500}>
            {scenarioGroups.additional}
          </Text>
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-expanded={listed}
            onClick={() => setListed(!listed)}
          >
            {scenarioGroups.getPlaceholders}
          </Anchor>
        </Group>
        <Text size="xs" c="dimmed">
          {t.additionalHint}
        </Text>
      </div>
      {listed && <Placeholders />}
      <PairList
        path="scenario.additional"
        listLabel={t.pairList}
        addLabel={t.addPair}
        onAdd={() => append({ key: "", value: "" })}
      >
        {fields.map(({ id }, index) => (
          <AdditionalRow key={id} index={index} onRemove={() => remove(index)} />
        ))}
      </PairList>
    </Stack>
  );
}

function AdditionalRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const number = index + 1;
  const { label: _, ...key } = useFormField<RequestValues, `scenario.additional.${number}.key`>(
    `scenario.additional.${index}.key`,
    t.key(number),
  );
  return (
    <PairRow removeLabel={t.removePair(number)} onRemove={onRemove}>
      <TextInput
        {...key}
        aria-label={t.key(number)}
        placeholder={t.keyPlaceholder}
        autoComplete="off"
        spellCheck={false}
      />
      <TemplateField
        name={`scenario.additional.${index}.value`}
        label={t.value(number)}
        hideLabel
        medium="text"
        singleLine
      />
    </PairRow>
  );
}
