import { useCallback, useState } from "react";
import type { Definition } from "@/lib/workflows/definition";

interface History {
  past: Definition[];
  present: Definition;
  future: Definition[];
  /** What the last change was about: typing on in one field is one change to undo. */
  about: string | undefined;
}

const MOST_UNDONE = 100;

/** The draft that somebody edits, with what it was before and what was undone. */
export function useDraft(saved: Definition) {
  const [history, setHistory] = useState<History>({ past: [], present: saved, future: [], about: undefined });

  const edit = useCallback((change: (definition: Definition) => Definition, about?: string) => {
    setHistory(({ past, present, future, about: before }) => {
      const next = change(present);
      if (next === present) return { past, present, future, about: before };
      const same = about !== undefined && about === before;
      return { past: same ? past : [...past, present].slice(-MOST_UNDONE), present: next, future: [], about };
    });
  }, []);
  const undo = useCallback(() => {
    setHistory((history) => {
      const before = history.past.at(-1);
      if (!before) return history;
      const { past, present, future } = history;
      return { past: past.slice(0, -1), present: before, future: [present, ...future], about: undefined };
    });
  }, []);
  const redo = useCallback(() => {
    setHistory((history) => {
      const [next, ...rest] = history.future;
      if (!next) return history;
      const { past, present } = history;
      return { past: [...past, present], present: next, future: rest, about: undefined };
    });
  }, []);

  const { past, present, future } = history;
  return { definition: present, edit, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0 };
}
