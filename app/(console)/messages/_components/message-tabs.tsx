import { PageTabs } from "@/components/ui/page-tabs";
import { paths } from "@/lib/paths";
import { blockedAddresses } from "@/texts/blocked-addresses";
import { messages as t } from "@/texts/messages";

const TABS = [
  { label: t.title, href: paths.messages() },
  { label: t.templates, href: paths.messageTemplates() },
  { label: blockedAddresses.title, href: paths.blockedAddresses() },
];

/** The pages of messages beside each other. */
export const MessageTabs = () => <PageTabs label={t.sections} tabs={TABS} />;
