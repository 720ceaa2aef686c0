import { FullPageMessage } from "@/components/ui/full-page-message";
import { paths } from "@/lib/paths";
import { problemPages as t } from "@/texts/problem-pages";

export default function ProblemNotFound() {
  return (
    <FullPageMessage inShell title={t.notFoundTitle} action={{ label: t.all, href: paths.problems() }}>
      {t.notFoundText}
    </FullPageMessage>
  );
}
