import { z } from "zod";

/** The first account and its administrator; one schema for the form and the action. */
export const setUpSchema = z.strictObject({
  accountName: z.string().trim().min(1, "Enter a name for the account.").max(200),
  name: z.string().trim().min(1, "Enter your name.").max(200),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an e-mail address.")),
  password: z.string().min(10, "Use at least 10 characters.").max(128, "Use at most 128 characters."),
  sampleData: z.boolean(),
  /** The one-time code that the terminal printed; needed off loopback. */
  code: z.string().trim().optional(),
});

export type SetUpInput = z.infer<typeof setUpSchema>;
