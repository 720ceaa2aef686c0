import { describe, expect, it } from "vitest";
import { definitionSchema, type Step, walkSteps } from "./definition";
import {
  duplicateStep,
  findStep,
  insertStep,
  moveStep,
  neighboursOf,
  removeStep,
  updateStep,
} from "./edit-steps";
import { judgeDraft, stepOfPath } from "./judge-draft";
import { newStep, STEP_TYPES } from "./new-step";

const wait = (id: string) => newStep("wait", id);
const condition = (id: string, yes: Step[], no: Step[] = []): Step => ({
  ...{ id, name: "", type: "condition", match: "all", rules: [], yes, no },
});
const ids = (steps: Step[]) => [...walkSteps(steps)].map(({ step }) => step.id);
const definition = (steps: Step[]) => ({ trigger: null, reentry: { kind: "once" as const }, steps });

describe("editing the steps of a workflow", () => {
  const steps = [wait("a"), condition("b", [wait("c"), wait("d")], [wait("e")]), wait("f")];

  it("S5.19: + puts a step where it stands, in the workflow and in a branch", () => {
    expect(ids(insertStep(steps, { within: null, index: 1 }, wait("new")))).toEqual([
      ...["a", "new", "b", "c", "d", "e", "f"],
    ]);
    const place = { within: { stepId: "b", branch: "no" }, index: 1 };
    expect(ids(insertStep(steps, place, wait("new")))).toEqual(["a", "b", "c", "d", "e", "new", "f"]);
  });

  it.each(["0", "1"])("puts a step into branch %s of a split and no other", (branch) => {
    const split = newStep("split", "s");
    const [after] = insertStep([split], { within: { stepId: "s", branch }, index: 0 }, wait("new"));
    expect(after?.type === "split" && after.branches.map((each) => ids(each.steps))).toEqual(
      branch === "0" ? [["new"], []] : [[], ["new"]],
    );
  });

  it("changes one step, however deep, and leaves what was there before as it was", () => {
    const after = updateStep(steps, "d", (step) => ({ ...step, name: "Later" }));
    expect(findStep(after, "d")?.name).toBe("Later");
    expect(findStep(steps, "d")?.name).toBe("");
  });

  it("removes a step with all that stands within it", () => {
    expect(ids(removeStep(steps, "b"))).toEqual(["a", "f"]);
    expect(ids(removeStep(steps, "c"))).toEqual(["a", "b", "d", "e", "f"]);
  });

  it("moves a step within its sequence, and not beyond its ends", () => {
    expect(ids(moveStep(steps, "d", -1))).toEqual(["a", "b", "d", "c", "e", "f"]);
    expect(ids(moveStep(steps, "b", 1))).toEqual(["a", "f", "b", "c", "d", "e"]);
    expect(ids(moveStep(steps, "c", -1))).toEqual(ids(steps));
    expect(neighboursOf(steps, "c")).toEqual({ before: false, after: true });
    expect(neighboursOf(steps, "e")).toEqual({ before: false, after: false });
  });

  it("puts a copy behind the step, no id twice", () => {
    let next = 0;
    const after = duplicateStep(steps, "b", () => `copy${next++}`);
    expect(after.map(({ type }) => type)).toEqual(["wait", "condition", "condition", "wait"]);
    expect(new Set(ids(after)).size).toBe(10);
    expect(definitionSchema.safeParse({ steps: after }).success).toBe(true);
  });
});

describe("what is said of a draft while somebody edits it", () => {
  it.each(["webhook", "group", "update_contact"] as const)(
    "a new %s asks for what has to be chosen, at the step",
    (type) => {
      const draft = definition([wait("a"), newStep(type, "c")]);
      const { problems } = judgeDraft(draft);
      const said = problems.filter(({ path }) => stepOfPath(draft, path) === "c");
      expect(said.map(({ message }) => message)).toEqual([
        type === "update_contact" ? "is empty" : "is not chosen",
      ]);
      expect(said[0]?.remedy).toMatch(/^(Choose|Write)/);
    },
  );

  it.each(STEP_TYPES)("a new %s can be saved at once", (type) => {
    expect(judgeDraft(definition([newStep(type, "a")])).faults).toEqual([]);
  });

  it("S5.27: names what keeps it from being activated beside what can't be saved", () => {
    const draft = definition([condition("b", [])]);
    const { faults, problems } = judgeDraft(draft);
    expect(faults).toEqual([]);
    expect(problems.map(({ path }) => path)).toEqual(["definition.trigger", "definition.steps.0.rules"]);
    expect(stepOfPath(draft, "definition.trigger")).toBeNull();
  });
});
