import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";

export default function ContactNotFound() {
  return (
    <FullPageMessage
      inShell
      title={t.notFoundTitle}
      action={{ label: t.backToContacts, href: paths.contacts() }}
    >
      {t.notFoundText}
    </FullPageMessage>
  );
}
