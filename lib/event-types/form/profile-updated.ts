import { formType } from "@/lib/event-types/form/form-type";

export const profileUpdated = formType("form.profile_updated");
