"use client";

import { Stack } from "@mantine/core";
import { useController, useFormContext } from "react-hook-form";
import { FormBlock } from "@/components/webhook-form/form-block";
import { SCENARIO_CONSENT, SCENARIO_DETAILS, SCENARIO_STATISTICS } from "@/lib/payloads/scenario-schema";
import { CONSENT_LABELS, detailLabel, STATISTICS_LABELS, scenarioGroups } from "@/texts/scenario";
import { AdditionalFields } from "./additional-fields";
import { CheckGroup } from "./check-group";
import { CustomFields } from "./custom-fields";
import type { RequestValues } from "./request-values";

const DETAILS = SCENARIO_DETAILS.map((value) => ({ value, label: detailLabel(value) }));
const CONSENT = SCENARIO_CONSENT.map((value) => ({ value, label: CONSENT_LABELS[value] }));
const STATISTICS = SCENARIO_STATISTICS.map((value) => ({ value, label: STATISTICS_LABELS[value] }));

/** *Data to be transmitted* in its three groups, and *Additional information* (S5.12 to S5.17, S5.24). */
export function DataPart() {
  const details = useGroup("scenario.details");
  const consent = useGroup("scenario.consent");
  const statistics = useGroup("scenario.statistics");
  return (
    <FormBlock title={scenarioGroups.title}>
      <Stack gap="lg">
        <Stack gap="md">
          <CheckGroup title={scenarioGroups.details} options={DETAILS} {...details} />
          <CustomFields />
        </Stack>
        <CheckGroup title={scenarioGroups.consent} options={CONSENT} {...consent} />
        <CheckGroup title={scenarioGroups.statistics} options={STATISTICS} {...statistics} />
        <AdditionalFields />
      </Stack>
    </FormBlock>
  );
}

function useGroup<Name extends "scenario.details" | "scenario.consent" | "scenario.statistics">(name: Name) {
  const { control } = useFormContext<RequestValues>();
  const { field } = useController({ control, name });
  return { chosen: field.value, onChange: field.onChange as (chosen: unknown[]) => void };
}
