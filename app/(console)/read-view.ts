export type Query = Record<string, string | string[] | undefined>;

/**
 * Reads what an address asks of a list; what makes no sense in it is dropped, because a shared address must never
 * fail.
 */
export function viewReader(query: Query) {
  const text = (key: string) => {
    const value = query[key];
    if (typeof value !== "string") return undefined;
    // No text of ours has control characters, and PostgreSQL takes no NUL.
    return (
      value
        .replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, 200) || undefined
    );
  };
  return {
    text,
    oneOf(key: string, allowed: readonly string[]) {
      const value = text(key);
      return value && allowed.includes(value) ? value : undefined;
    },
    /** A positive whole number, as its text. */
    whole: (key: string) => (/^[1-9]\d{0,8}$/.test(text(key) ?? "") ? text(key) : undefined),
  };
}

/** What the numbered pages of a list ask for; a page far behind the end is the last that can be asked for. */
export const pageOf = ({ page }: { page?: string | undefined }, size: number) => ({
  limit: size,
  offset: Math.min((Number(page ?? 1) - 1) * size, 1_000_000),
});
