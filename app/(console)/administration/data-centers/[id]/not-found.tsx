import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { dataCenters as t } from "@/texts/data-centers";

export default function DataCenterNotFound() {
  return (
    <FullPageMessage inShell title={t.notFoundTitle} action={{ label: t.all, href: paths.dataCenters() }}>
      {t.notFoundText}
    </FullPageMessage>
  );
}
