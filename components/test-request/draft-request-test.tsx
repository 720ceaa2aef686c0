"use client";

import { Modal, Text } from "@mantine/core";
import { useMemo } from "react";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useEnvironment } from "@/components/workflow-webhook-form/environment";
import { type RequestValues, requestSettingsOf } from "@/components/workflow-webhook-form/request-values";
import { useRequestDraft } from "@/components/workflow-webhook-form/use-request-draft";
import type { ActionResult } from "@/lib/action";
import { readsOf } from "@/lib/templates/reads-of";
import { testRequest as t } from "@/texts/test-request";
import { RequestTest, type Tried } from "./request-test";
import { templatesOf } from "./templates-of";

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Over the form: what stands in it is tried, saved or not. */
export function DraftRequestTest({ opened, onClose }: Props) {
  const { getValues } = useFormContext<RequestValues>();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.titleOf(getValues("label").trim())}
      size="lg"
      zIndex={310}
    >
      {opened && <Content onDone={onClose} />}
    </Modal>
  );
}

function Content({ onDone }: { onDone: () => void }) {
  const { actions } = useConsole();
  const { getValues } = useFormContext<RequestValues>();
  const { fields } = useEnvironment();
  const { call, refused } = useRequestDraft();
  const { label, profile, dataCenterId } = getValues();
  // The form lies below and can't change meanwhile.
  const settings = useMemo(() => requestSettingsOf(getValues()), [getValues]);
  const reads = useMemo(() => readsOf(templatesOf(settings), fields), [settings, fields]);
  if (dataCenterId === null) return <Text size="sm">{t.noDataCenter}</Text>;

  const told = <Value,>(result: ActionResult<Value>) => {
    if (!result.ok) refused(result.problem.errors);
    return result;
  };
  const tried: Tried = {
    ...{ label: label.trim(), profile, dataCenterId, url: settings.url, reads },
    look: (source) =>
      call((input) => actions.lookAtRequest({ ...input, ...(source && { source }) })).then(told),
    send: (source) => call((input) => actions.sendTrial({ ...input, ...(source && { source }) })).then(told),
  };
  return <RequestTest tried={tried} onDone={onDone} />;
}
