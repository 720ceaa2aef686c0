"use client";

import { Stack, Switch } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { AuthenticationFields } from "@/components/webhook-form/authentication-fields";
import { ConnectorField } from "@/components/webhook-form/connector-field";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { RequestValues } from "./request-values";

const t = workflowWebhookForm.where;

/** S4.19: a switch, then a connector; a credential of its own, which programs can give it, is shown as it is. */
export function AuthenticationPart({ onNested }: { onNested: (open: boolean) => void }) {
  const { control, setValue, formState } = useFormContext<RequestValues>();
  const type = useWatch({ control, name: "authentication.type" });
  const own = formState.defaultValues?.authentication?.type;
  const before = own === undefined || own === "none" ? "connector" : own;
  return (
    <Stack gap="sm">
      <Switch
        label={t.authentication}
        description={t.authenticationHint}
        checked={type !== "none"}
        onChange={(event) =>
          setValue("authentication.type", event.currentTarget.checked ? before : "none", {
            shouldDirty: true,
          })
        }
      />
      {type === "connector" && before === "connector" && <ConnectorField onNested={onNested} />}
      {type !== "none" && before !== "connector" && <AuthenticationFields onNested={onNested} />}
    </Stack>
  );
}
