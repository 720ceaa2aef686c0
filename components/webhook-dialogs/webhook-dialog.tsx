"use client";

import { Modal, type ModalProps, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useSticky } from "@/components/ui/use-sticky";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs as t } from "@/texts/webhook-dialogs";
import { useWebhook } from "./use-webhook";

interface Props extends Omit<ModalProps, "opened" | "title" | "children"> {
  id: string | undefined;
  title: (webhook: WebhookView | undefined) => ReactNode;
  children: (webhook: WebhookView) => ReactNode;
}

/** A dialog about one webhook: reads it, and says so when it can't. */
export function WebhookDialog({ id, title, children, ...modal }: Props) {
  const shown = useSticky(id);
  const { data: webhook, error, refetch } = useWebhook(shown);
  return (
    <Modal opened={id !== undefined} title={title(webhook)} {...modal}>
      {error ? (
        <ProblemAlert title={t.notLoaded} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      ) : webhook ? (
        <div key={webhook.id}>{children(webhook)}</div>
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

const Loading = () => (
  <Stack aria-busy="true">
    <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
    <Skeleton h={20} w="60%" />
    <Skeleton h={120} />
  </Stack>
);
