export const OPERATIONS = "/admin/operations";
