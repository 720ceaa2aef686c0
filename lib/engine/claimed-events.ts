import type { EventRow } from "@/db/dialect/dialect";
import { rowToRenderable } from "@/lib/events/to-renderable";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";

/**
 * The events of what a turn claimed, and the bodies made of them. What a thousand webhooks want in one style is read
 * and rendered once, when the first of them sends it: an event that can't be is the fault of the deliveries that
 * carry it alone.
 */
export class ClaimedEvents {
  private readonly rows: Map<string, EventRow>;
  private readonly read = new Map<string, RenderableEvent>();
  private readonly bodies = new Map<string, string>();

  constructor(rows: readonly EventRow[]) {
    this.rows = new Map(rows.map((row) => [row.id, row]));
  }

  /** The body of a request for these events. Throws if one is no longer stored, or can't be read or rendered. */
  body(style: PayloadStyle, eventIds: readonly string[], frozenAt: number): string {
    const [only, ...others] = eventIds;
    // Several together are hardly ever the same several.
    if (only === undefined || others.length > 0) return this.render(style, eventIds, frozenAt);
    const key = `${only} ${style} ${frozenAt}`;
    const known = this.bodies.get(key);
    if (known !== undefined) return known;
    const body = this.render(style, eventIds, frozenAt);
    this.bodies.set(key, body);
    return body;
  }

  private render(style: PayloadStyle, eventIds: readonly string[], frozenAt: number): string {
    return renderPayload(
      style,
      eventIds.map((id) => this.event(id)),
      { frozenAt, test: false },
    );
  }

  /** Throws if it is no longer stored, or can't be read. */
  event(id: string): RenderableEvent {
    const known = this.read.get(id);
    if (known) return known;
    const row = this.rows.get(id);
    if (!row) throw new Error(`event ${id} is no longer stored`);
    const event = rowToRenderable(row);
    this.read.set(id, event);
    return event;
  }
}
