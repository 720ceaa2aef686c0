import type { Metadata } from "next";
import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { problems as t } from "@/texts/problems";

export const metadata: Metadata = { title: t.notFound };

export default function NotFound() {
  return (
    <FullPageMessage title={t.nothingHere} action={{ label: common.toWebhooks, href: paths.webhooks() }}>
      {t.nothingHereText}
    </FullPageMessage>
  );
}
