import { Liquid } from "liquidjs";
import { FILTERS } from "@/lib/templates/filters";
import { OPERATORS } from "@/lib/templates/operators";
import { RENDERER } from "@/lib/templates/renderer";
import { TAGS } from "@/lib/templates/tags";

/**
 * The one LiquidJS of the product: `${` and `}` around expressions (decision 18), own properties only, no files, our
 * choice of filters and tags.
 */
export const LIQUID = new Liquid({
  outputDelimiterLeft: "${",
  outputDelimiterRight: "}",
  ownPropertyOnly: true,
  // Names of files would be looked up in here, and it has none.
  templates: {},
  operators: OPERATORS,
});

for (const name of Object.keys(LIQUID.filters)) LIQUID.unregisterFilter(name);
for (const [name, filter] of FILTERS) LIQUID.registerFilter(name, filter);
for (const name of Object.keys(LIQUID.tags)) delete LIQUID.tags[name];
for (const [name, tag] of Object.entries(TAGS)) LIQUID.registerTag(name, tag);
Object.assign(LIQUID, { renderer: RENDERER });
