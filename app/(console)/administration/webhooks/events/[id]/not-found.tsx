import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";

export default function EventNotFound() {
  return (
    <FullPageMessage inShell title={t.notFoundTitle} action={{ label: t.all, href: paths.events() }}>
      {t.notFoundText}
    </FullPageMessage>
  );
}
