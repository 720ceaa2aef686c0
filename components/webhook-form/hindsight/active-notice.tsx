"use client";

import { Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { hindsight as t } from "@/texts/hindsight";
import { useDraft } from "../draft/use-draft";
import type { FormValues } from "../form-values";
import { startsCreated } from "../profile-rules";

/** The list is told of an active webhook; one that is not would be sent nothing of it. */
export function ActiveNotice() {
  const { original } = useDraft();
  const { control } = useFormContext<FormValues>();
  const [status, profile] = useWatch({ control, name: ["status", "profile"] });
  // Of these the form tells the state, but doesn't change it (decision 8); what is suspended is owed its events.
  const stands = startsCreated(profile) ? (original?.status ?? "created") : status;
  if (stands === "active" || stands === "suspended") return null;
  return (
    <Text size="xs" c="dimmed">
      {t.asIfActive}
    </Text>
  );
}
