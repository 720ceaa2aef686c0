import { z } from "zod";
import { codeSchema, newPasswordSchema } from "./sign-in-schema";

const presentPassword = z.string().min(1, "Enter your present password.").max(128);

/** What people change about themselves; one schema each for the form and the action. */
export const nameSchema = z.strictObject({
  name: z.string().trim().min(1, "Enter your name.").max(200, "Use at most 200 characters."),
});

export const changePasswordSchema = z.strictObject({
  currentPassword: presentPassword,
  newPassword: newPasswordSchema,
});

/** Asked again before what a thief of the session must not be able to do. */
export const confirmationSchema = z.strictObject({ password: presentPassword });

export const firstCodeSchema = z.strictObject({ code: codeSchema });
