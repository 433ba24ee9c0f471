import type { FieldProps } from "@/components/ui/field";
import type { ManagedVenue, Venue } from "../model/types";

type Values = Pick<ManagedVenue, "name" | "address" | "area" | "website" | "parent_id">;

/** Name, address and area of a venue. */
export function placeFields(values?: Partial<Values>): FieldProps[] {
  return [
    { name: "name", label: "Name", initial: values?.name ?? "", maxLength: 200 },
    {
      name: "address",
      label: "Address",
      initial: values?.address ?? "",
      isRequired: false,
      maxLength: 300,
    },
    {
      name: "area",
      label: "Area",
      hint: "The part of the city, as readers call it.",
      initial: values?.area ?? "",
      isRequired: false,
      maxLength: 300,
    },
  ];
}

/** All fields of a venue; `venues` are those that it may be a part of. */
export function venueFields(venues: readonly Venue[], values?: Values): FieldProps[] {
  const parent = values?.parent_id ?? null;
  return [
    ...placeFields(values),
    {
      name: "website",
      label: "Website",
      type: "url",
      initial: values?.website ?? "",
      isRequired: false,
      maxLength: 2_000,
    },
    {
      name: "parent_id",
      label: "Part of",
      hint: "A room or stage lies in its venue.",
      initial: parent === null ? "" : String(parent),
      isRequired: false,
      options: [
        { value: "", label: "Nothing: it stands for itself" },
        ...venues.map(({ id, name }) => ({ value: String(id), label: name })),
      ],
    },
  ];
}
