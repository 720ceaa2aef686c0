"use client";

import { Box, Button, Group, Text } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { showProblem, useAction } from "@/components/ui/use-action";
import { inboxToken } from "@/lib/inbox/schema";
import { inbox as t } from "@/texts/inbox";
import type { FormValues } from "./form-values";

/** *Send to an inbox*, beside the URL's input: fills in an address where requests can be looked at. */
export function WithInboxButton({ children }: { children: ReactNode }) {
  const { actions } = useConsole();
  const { setValue } = useFormContext<FormValues>();
  const { run, pending } = useAction();

  const fill = async () => {
    const result = await run(() => actions.inboxAddress());
    if (!result.ok) return showProblem({ ...result.problem, title: t.notFilled });
    setValue("url", result.value.url, { shouldDirty: true, shouldValidate: true });
  };
  return (
    <Group gap="xs">
      <Box flex="1 1 240px">{children}</Box>
      <Button
        variant="default"
        leftSection={<IconInbox size={16} aria-hidden />}
        loading={pending}
        onClick={fill}
      >
        {t.fill}
      </Button>
    </Group>
  );
}

/** What holds for the URL that is in the field. */
export function UrlNote({ url, urlPolicy }: { url: string; urlPolicy: string }) {
  return (
    <Text size="xs" c="dimmed" role="status">
      {inboxToken(url) ? (
        t.fillHint
      ) : (
        <>
          <b>{t.urlNote}</b> {urlPolicy === "https_443" ? t.urlRule443 : t.urlRule}
        </>
      )}
    </Text>
  );
}
