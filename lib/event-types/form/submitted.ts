import { formType } from "@/lib/event-types/form/form-type";

export const submitted = formType("form.submitted");
