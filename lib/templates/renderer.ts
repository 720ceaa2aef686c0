import type { Context, Emitter, Liquid, Template } from "liquidjs";
import { toValueSync } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import { ownContext } from "@/lib/templates/context";

type Renderer = Liquid["renderer"];

/** What a tag's content is written into while it stands nowhere yet. */
class Captured implements Emitter {
  buffer = "";

  constructor(private readonly budget: Budget) {}

  write(text: string): void {
    this.budget.spendOnText(text.length);
    this.buffer += text;
  }
}

/** LiquidJS's own awaits each node and wraps what they throw; ours do neither. */
export const RENDERER: Pick<Renderer, "renderTemplates"> = {
  renderTemplates(nodes: Template[], given: Context, into?: Emitter) {
    const context = ownContext(given);
    const emitter = into ?? new Captured(context.budget);
    for (const node of nodes) {
      const rest = node.render(context, emitter);
      if (rest !== undefined) toValueSync(rest);
      if (context.breakCalled || context.continueCalled) break;
    }
    return emitter.buffer as unknown as ReturnType<Renderer["renderTemplates"]>;
  },
};
