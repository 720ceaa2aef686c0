"use client";

import { useState } from "react";
import type { FieldPathValue, UseFormReturn } from "react-hook-form";
import { useWatch } from "react-hook-form";
import type { FormValues } from "./form-values";
import {
  changedSettings,
  chooseTrigger,
  type Filled,
  type Filling,
  fillProfile,
  type ProfileName,
  same,
} from "./profile-rules";

/** A profile that was just filled in, until something of it changes again. */
export interface Switched extends Filling {
  before: Filled;
  /** The event type that asked for it; undefined where the person chose the profile. */
  trigger?: string;
}

/** Chooses profiles and triggers, remembers what that changed, and takes it back. */
export function useProfileSwitch(form: UseFormReturn<FormValues>) {
  const [last, setLast] = useState<Switched>();
  /** Counts what was filled in: fields that keep choices of their own begin again. */
  const [filled, setFilled] = useState(0);
  const [profile, delivery, triggers] = useWatch({
    control: form.control,
    name: ["profile", "delivery", "triggers"],
  });
  const now: Filled = { profile, delivery, triggers };
  const switched = last && same(last.next, now) ? last : undefined;

  const present = (): Filled => {
    const values = form.getValues();
    return structuredClone({ profile: values.profile, delivery: values.delivery, triggers: values.triggers });
  };
  const put = (next: Filled) => {
    const { setValue } = form;
    setValue("profile", next.profile, { shouldDirty: true });
    setValue("delivery", structuredClone(next.delivery), { shouldDirty: true });
    putTriggers(form, structuredClone(next.triggers));
    form.clearErrors(["delivery", "triggers"]);
    const { errors, isSubmitted } = form.formState;
    if (isSubmitted || errors.url) void form.trigger(isSubmitted ? undefined : "url");
    setFilled((count) => count + 1);
  };

  return {
    filled,
    switched,
    /** What choosing a profile would do, before it is done. */
    preview: (to: ProfileName) => fillProfile(now, to),
    changed: changedSettings(now),
    chooseProfile(to: ProfileName) {
      const before = present();
      const filling = fillProfile(before, to);
      put(filling.next);
      setLast({ ...filling, before });
    },
    chooseTrigger(index: number, type: string) {
      const before = present();
      const filling = chooseTrigger(before, index, type);
      const { next } = filling;
      if (same([next.profile, next.delivery], [before.profile, before.delivery])) {
        putTriggers(form, next.triggers);
        void form.trigger(`triggers.${index}`);
        return;
      }
      put(next);
      setLast({ ...filling, before, trigger: type });
    },
    undo() {
      if (!switched) return;
      put(switched.before);
      setLast(undefined);
    },
  };
}

export type ProfileSwitch = ReturnType<typeof useProfileSwitch>;

/** One by one where their number stays: a field that somebody is in keeps the focus. */
function putTriggers({ getValues, setValue }: UseFormReturn<FormValues>, next: FormValues["triggers"]) {
  const present = getValues("triggers");
  if (present.length !== next.length) return setValue("triggers", next, { shouldDirty: true });
  next.forEach((trigger, index) => {
    if (same(trigger, present[index])) return;
    const path = `triggers.${index}` as const;
    setValue(path, trigger as FieldPathValue<FormValues, typeof path>, { shouldDirty: true });
  });
}
