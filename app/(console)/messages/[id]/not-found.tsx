import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { messages as t } from "@/texts/messages";

export default function MessageNotFound() {
  return (
    <FullPageMessage inShell title={t.notFoundTitle} action={{ label: t.all, href: paths.messages() }}>
      {t.notFoundText}
    </FullPageMessage>
  );
}
