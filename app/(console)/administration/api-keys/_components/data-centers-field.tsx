"use client";

import { Checkbox, Radio, Stack } from "@mantine/core";
import { useController, useWatch } from "react-hook-form";
import { DATA_CENTER_SCOPES, type NewApiKey } from "@/lib/api-keys/schema";
import { apiKeys as t } from "@/texts/api-keys";

/** Where a key that writes may write; for others the question doesn't arise. */
export function DataCentersField({ dataCenters }: { dataCenters: { id: number; name: string }[] }) {
  const scopes = useWatch<NewApiKey, "scopes">({ name: "scopes" });
  const { field, fieldState } = useController<NewApiKey, "dataCenterIds">({ name: "dataCenterIds" });
  if (!scopes.some((scope) => DATA_CENTER_SCOPES.includes(scope))) return null;
  const chosen = field.value;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t.dataCenters}
        description={t.dataCentersDescription}
        value={chosen === null ? "all" : "chosen"}
        onChange={(which) => field.onChange(which === "all" ? null : [])}
      >
        <Stack gap={6} mt="xs">
          <Radio value="all" label={t.everyDataCenter} />
          <Radio value="chosen" label={t.chosenDataCenters} disabled={dataCenters.length === 0} />
        </Stack>
      </Radio.Group>
      {chosen !== null && (
        <Checkbox.Group
          aria-label={t.chosenDataCenters}
          value={chosen.map(String)}
          onChange={(ids) => field.onChange(ids.map(Number))}
          error={fieldState.error && t.dataCentersMissing}
        >
          <Stack gap={6} pl="xl" mb={4}>
            {dataCenters.map(({ id, name }, index) => (
              <Checkbox key={id} value={String(id)} label={name} ref={index === 0 ? field.ref : undefined} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
