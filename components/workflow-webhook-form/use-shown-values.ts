"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type useForm, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { requestSourceOf, type TrialSource } from "@/components/test-request/trial-source";
import { showProblem, useAction } from "@/components/ui/use-action";
import { JOHN } from "@/lib/event-types/sample-contacts";
import type { TemplateScope } from "@/lib/templates/names";
import type { FoundEvent } from "@/lib/workflow-requests/found-schema";
import { requestQueries } from "@/lib/workflow-requests/queries";
import { testRequest } from "@/texts/test-request";
import { type Environment, useFields } from "./environment";
import type { ResolverContext } from "./request-resolver";
import type { RequestValues } from "./request-values";

export interface ShownValues {
  environment: Environment;
  source: TrialSource;
  pending: boolean;
  /** @returns whether its values could be read */
  choose(source: TrialSource): Promise<boolean>;
}

interface Chosen {
  dataCenterId: number | null;
  source: TrialSource;
  scope: TemplateScope;
}

const NO_EVENTS: FoundEvent[] = [];

/** What templates may name, and whose values they are shown with: at first a sample contact's. */
export function useShownValues(
  control: ReturnType<typeof useForm<RequestValues, ResolverContext>>["control"],
  context: ResolverContext,
): ShownValues {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const dataCenterId = useWatch({ control, name: "dataCenterId" });
  const [given, setGiven] = useState<Chosen>();
  // A contact of another data center has no place in this one.
  const chosen = given?.dataCenterId === dataCenterId ? given : undefined;
  const { fields } = useFields(dataCenterId);
  // The resolver is asked without a render.
  context.fields = fields;
  const { data: events = NO_EVENTS } = useQuery({
    ...requestQueries.events(dataCenterId ?? 0, ""),
    enabled: dataCenterId !== null,
  });
  const [sample] = useState<TemplateScope>(() => ({ contact: JOHN, event: null, now: Date.now() }));
  const scope = chosen?.scope ?? sample;
  const parameters = useMemo(() => {
    const received = events.flatMap((event) => event.parameters);
    return [...new Set([...Object.keys(scope.event?.data ?? {}), ...received])];
  }, [events, scope]);
  const environment = useMemo(() => ({ fields, parameters, scope }), [fields, parameters, scope]);

  const choose = async (source: TrialSource) => {
    if (dataCenterId === null) return false;
    const result = await run(() =>
      actions.readValues({ dataCenterId, source: requestSourceOf(source) ?? {} }),
    );
    if (!result.ok) {
      const [first] = result.problem.errors;
      const detail = first
        ? testRequest.fieldProblem(first.path, first.message, first.remedy)
        : result.problem.detail;
      showProblem({ ...result.problem, title: testRequest.notRead, detail });
      return false;
    }
    setGiven({ dataCenterId, source, scope: result.value });
    return true;
  };
  return { environment, source: chosen?.source ?? { kind: "sample" }, pending, choose };
}
