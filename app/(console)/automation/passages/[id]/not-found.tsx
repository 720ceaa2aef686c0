import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { passageWay as t } from "@/texts/passage-way";
import { workflows } from "@/texts/workflows";

export default function PassageNotFound() {
  return (
    <FullPageMessage
      inShell
      title={t.notFoundTitle}
      action={{ label: workflows.all, href: paths.workflows() }}
    >
      {t.notFoundText}
    </FullPageMessage>
  );
}
