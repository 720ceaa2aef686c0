import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { webhookPage as t } from "@/texts/webhook-page";

export default function WebhookNotFound() {
  return (
    <FullPageMessage
      inShell
      title={t.notFoundTitle}
      action={{ label: t.allWebhooks, href: paths.webhooks() }}
    >
      {t.notFoundText}
    </FullPageMessage>
  );
}
