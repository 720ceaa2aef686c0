import { useDebouncedValue } from "@mantine/hooks";

/** Short enough to seem at once, long enough not to be in the way of typing: rendering may take a while. */
const PAUSE = 250;

/** A template as it is when somebody pauses. */
export const useSettled = (source: string): string => useDebouncedValue(source, PAUSE)[0];

/** Lines as the editor counts them, whatever ends them. */
export const withPlainBreaks = (text: string): string => text.replace(/\r\n?/g, "\n");
