import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { workflows as t } from "@/texts/workflows";

export default function WorkflowNotFound() {
  return (
    <FullPageMessage inShell title={t.notFoundTitle} action={{ label: t.all, href: paths.workflows() }}>
      {t.notFoundText}
    </FullPageMessage>
  );
}
