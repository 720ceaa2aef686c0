import type { Metadata } from "next";
import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <FullPageMessage
      title="There is nothing here"
      action={{ label: "Go to the webhooks", href: paths.webhooks() }}
    >
      The address is not right, or what it showed belongs to another account.
    </FullPageMessage>
  );
}
