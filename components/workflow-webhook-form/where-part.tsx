"use client";

import { Alert, Select, TextInput } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { useFormField } from "@/components/ui/use-form-field";
import { FormBlock } from "@/components/webhook-form/form-block";
import { RequestsFrom } from "@/components/webhook-form/requests-from";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { AuthenticationPart } from "./authentication-part";
import { HeaderPairs } from "./header-pairs";
import { ParameterFields } from "./parameter-fields";
import type { RequestValues } from "./request-values";
import { TemplateField } from "./template-field";
import { UrlTest } from "./url-test";

const t = workflowWebhookForm.where;

const METHODS = (["GET", "POST"] as const).map((value) => ({ value, label: t.methods[value] }));

/** The address, what is asked of it, and as whom. */
export function WherePart({ onNested }: { onNested: (open: boolean) => void }) {
  const { control } = useFormContext<RequestValues>();
  const profile = useWatch({ control, name: "profile" });
  return (
    <FormBlock title={t.title}>
      {profile === "scenario" ? <ScenarioUrl /> : <RequestUrl />}
      <RequestsFrom />
      {profile === "data_request" && <ParameterFields />}
      <AuthenticationPart onNested={onNested} />
      <HeaderPairs profile={profile} />
    </FormBlock>
  );
}

/** S4.11, S4.16, S4.17. */
function RequestUrl() {
  const method = useFormField<RequestValues, "method">("method", t.method);
  return (
    <>
      <Select {...method} data={METHODS} allowDeselect={false} maw={420} />
      <TemplateField
        name="url"
        label={t.url}
        medium="url"
        description={t.urlHint}
        placeholder={t.urlExample}
      />
    </>
  );
}

/** S5.9, S5.20 to S5.23: http or https, and *Test* at its right. */
function ScenarioUrl() {
  const url = useFormField<RequestValues, "url">("url", t.url);
  const isHttp = /^\s*http:/i.test(url.value);
  return (
    <>
      <UrlTest>
        {(withTest) => (
          <TextInput
            {...url}
            inputContainer={withTest}
            type="url"
            inputMode="url"
            required
            maxLength={2048}
            description={t.scenarioUrlHint}
            placeholder={t.scenarioUrlExample}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </UrlTest>
      {isHttp && (
        <Alert color="yellow" variant="light" role="status">
          {t.http}
        </Alert>
      )}
    </>
  );
}
