"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useDialogView } from "@/components/ui/use-dialog-view";

const AllWebhookDialogs = dynamic(
  () => import("./all-webhook-dialogs").then(({ AllWebhookDialogs }) => AllWebhookDialogs),
  { ssr: false },
);

/** Every dialog about webhooks; the address says which of them are open. Half of the code of the page is theirs. */
export function WebhookDialogs() {
  const { view } = useDialogView();
  const [wanted, setWanted] = useState(false);
  if (!wanted && Object.values(view).some((value) => value !== undefined)) setWanted(true);
  return wanted && <AllWebhookDialogs />;
}
