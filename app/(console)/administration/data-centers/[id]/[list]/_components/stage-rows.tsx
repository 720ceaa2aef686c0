"use client";

import { Button, CloseButton, Fieldset, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { MAX_STAGES } from "@/lib/data-centers/schema";
import { masterList as t } from "@/texts/data-centers";
import { NumberField, TextField } from "./inputs";
import { EMPTY_STAGE, type ItemValues } from "./item-values";

/** The stages of a lead scoring; those that are there already stand in the order of their thresholds. */
export function StageRows() {
  const { control } = useFormContext<ItemValues>();
  // Its own key is not called `id`, because stages have an id.
  const { fields, append, remove } = useFieldArray({ control, name: "stages", keyName: "key" });
  return (
    <Fieldset legend={t.stages}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {fields.length === 0 ? t.noStage : t.stagesExplained}
        </Text>
        {fields.map(({ key }, index) => (
          <Group key={key} gap="xs" wrap="nowrap" align="flex-start">
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" flex={1}>
              <TextField
                name={`stages.${index}.name`}
                label={t.columns.name}
                fullLabel={t.stageField(index + 1, t.columns.name)}
              />
              <NumberField
                name={`stages.${index}.threshold`}
                label={t.columns.threshold}
                fullLabel={t.stageField(index + 1, t.columns.threshold)}
              />
              <NumberField
                name={`stages.${index}.id`}
                label={t.columns.id}
                fullLabel={t.stageField(index + 1, t.columns.id)}
              />
            </SimpleGrid>
            <CloseButton aria-label={t.removeStage(index + 1)} onClick={() => remove(index)} mt={28} />
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => append(EMPTY_STAGE)}
            disabled={fields.length >= MAX_STAGES}
          >
            {t.addStage}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
