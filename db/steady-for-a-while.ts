/**
 * How old what is remembered may be (ms). Nothing tells cheaply whether another process has written, so this is how
 * long a revoked key may still be taken elsewhere; a second is promised.
 */
const FRESH_MS = 500;

/** How much is remembered at most. */
const ANSWERS = 10_000;

/** What was read is good for a short while, and until this process writes. Who asks while it is being read shares it. */
export function createSteadyForAWhile(clock: () => number = () => performance.now()) {
  const answers = new Map<string, { answer: unknown; at: number }>();

  return {
    /** This process has written. */
    forget: () => answers.clear(),
    read<Answer>(key: string, read: () => Promise<Answer>): Answer | Promise<Answer> {
      const found = answers.get(key);
      if (found && clock() - found.at < FRESH_MS) return found.answer as Answer | Promise<Answer>;
      if (answers.size >= ANSWERS) answers.clear();
      // As old as the beginning of the read: what is committed afterwards it may not have seen.
      const entry: { answer: unknown; at: number } = { answer: undefined, at: clock() };
      const reading = read().then(
        (answer) => {
          entry.answer = answer;
          return answer;
        },
        (error) => {
          if (answers.get(key) === entry) answers.delete(key);
          throw error;
        },
      );
      entry.answer = reading;
      answers.set(key, entry);
      return reading;
    },
  };
}
