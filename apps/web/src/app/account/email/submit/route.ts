import { emailForm } from "@/features/accounts/submissions";
import { submitting } from "@/features/accounts/submitting";

export const POST = submitting(emailForm);
