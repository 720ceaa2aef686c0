import { PageTabs } from "@/components/ui/page-tabs";
import { paths } from "@/lib/paths";
import { navigation as t } from "@/texts/navigation";

const TABS = [
  { label: t.webhooks, href: paths.webhooks() },
  { label: t.events, href: paths.events() },
  { label: t.deliveries, href: paths.deliveries() },
  { label: t.eventCatalogue, href: paths.eventCatalogue() },
  { label: t.connectors, href: paths.connectors() },
  { label: t.deletedWebhooks, href: paths.deletedWebhooks() },
  { label: t.api, href: paths.restApi() },
];

/** The pages beside each other under *Webhooks* (screens 4.2). */
export const SectionTabs = () => <PageTabs label={t.webhooks} tabs={TABS} />;
