/**
 * What is pressed and typed before React has taken over the page: nobody would hear it, and a form would send itself,
 * passwords and all, in the address. It is kept, and done in its order once the page is hydrated. Links work without us.
 *
 * The page carries this function's text, so that it runs before there is anything to press: it uses nothing from
 * outside itself.
 */
export function keepInput(): void {
  type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  type Step =
    | { kind: "press"; target: HTMLElement }
    | { kind: "send"; target: HTMLFormElement }
    | { kind: "type"; target: Field; value: string };
  const steps: Step[] = [];

  /** Pressing twice what doesn't answer is meant once; of what is typed, the last word counts. */
  const keep = (step: Step) => {
    const last = steps[steps.length - 1];
    if (last?.target === step.target && last.kind === step.kind) steps.pop();
    steps.push(step);
  };
  const hold = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onClick = (event: Event) => {
    const target = event.target as HTMLElement;
    if (target.closest("a[href]")) return;
    hold(event);
    keep({ kind: "press", target: target.closest<HTMLElement>("button") ?? target });
  };
  const onSubmit = (event: Event) => {
    hold(event);
    keep({ kind: "send", target: event.target as HTMLFormElement });
  };
  const onInput = (event: Event) => {
    const target = event.target as Field;
    if (target.type !== "file") keep({ kind: "type", target, value: target.value });
  };

  const act = (step: Step) => {
    if (step.kind === "press") return step.target.click();
    if (step.kind === "send") return step.target.requestSubmit();
    const { target, value } = step;
    // React hears of a value only if it differs from the one that it knows, which is set where React looks.
    target.value = "";
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(target), "value")?.set?.call(target, value);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const onHydrated = async () => {
    removeEventListener("click", onClick, true);
    removeEventListener("submit", onSubmit, true);
    removeEventListener("input", onInput, true);
    for (const step of steps) {
      // Each after what the one before it has changed.
      await new Promise((resolve) => setTimeout(resolve));
      if (step.target.isConnected) act(step);
    }
  };

  addEventListener("click", onClick, true);
  addEventListener("submit", onSubmit, true);
  addEventListener("input", onInput, true);
  addEventListener("tidings:hydrated", onHydrated, { once: true });
}
