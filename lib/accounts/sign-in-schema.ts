import { z } from "zod";

/** What people type to get in; one schema each for the form and the action. */
export const signInSchema = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(128),
});

export const codeSchema = z.string().trim().min(1, "Enter the code.").max(40, "A code is shorter.");

export const secondFactorSchema = z.strictObject({ code: codeSchema, trustDevice: z.boolean() });

export const forgotPasswordSchema = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an e-mail address.")),
});

export const newPasswordSchema = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(128, "Use at most 128 characters.");

export const resetPasswordSchema = z.strictObject({
  token: z.string().max(200),
  password: newPasswordSchema,
});
