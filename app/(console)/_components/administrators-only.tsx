"use client";

import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";

/** What a member sees where only administrators have something to do (decision 29). */
export function AdministratorsOnly({ title }: { title: string }) {
  return (
    <FullPageMessage inShell title={title} action={{ label: common.toWebhooks, href: paths.webhooks() }}>
      {common.administratorsOnly}
    </FullPageMessage>
  );
}
