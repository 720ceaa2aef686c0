import { type Medium, uniform, wellFormed } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

export const TEXT_MEDIUM: Medium = uniform("text", (value, budget) => wellFormed(textOf(value, budget)));
