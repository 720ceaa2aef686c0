import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";

export default function WebhookNotFound() {
  return (
    <FullPageMessage
      inShell
      title="There is no such webhook"
      action={{ label: "All webhooks", href: paths.webhooks() }}
    >
      The address is not right, or the webhook belongs to another account.
    </FullPageMessage>
  );
}
