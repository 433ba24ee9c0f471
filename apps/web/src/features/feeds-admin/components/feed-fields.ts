import type { FieldProps } from "@/components/ui/field";
import { ADAPTERS, INTERVALS, intervalsWith, SOURCE_KINDS } from "../model/feed-words";
import type { Feed, Source, Venue } from "../model/types";

/* Fields that several forms about feeds have. */

const LONGEST_NAME = 200;
const LONGEST_ADDRESS = 2_000;

export function feedFields(
  venues: readonly Venue[],
  zone: string,
  feed?: Pick<Feed, "name" | "zone" | "venue_id" | "interval_minutes">,
): FieldProps[] {
  const minutes = feed?.interval_minutes ?? 60;
  return [
    {
      name: "name",
      label: "Name of the feed",
      hint: "For the lists; without one, the host of its address.",
      initial: feed?.name ?? "",
      isRequired: false,
      maxLength: LONGEST_NAME,
    },
    {
      name: "interval_minutes",
      label: "How often it is read",
      hint: "Feeds that fail are asked ever more rarely.",
      initial: String(minutes),
      options: feed === undefined ? INTERVALS : intervalsWith(minutes),
    },
    {
      name: "venue_id",
      label: "Venue",
      hint: "Where events happen that name no place.",
      initial: feed?.venue_id === null || feed === undefined ? "" : String(feed.venue_id),
      isRequired: false,
      options: [
        { value: "", label: "None: each event says where" },
        ...venues.map(({ id, name }) => ({ value: String(id), label: name })),
      ],
    },
    {
      name: "zone",
      label: "Time zone",
      hint: `For times that name none; without one, ${zone}.`,
      initial: feed?.zone ?? "",
      isRequired: false,
      maxLength: 100,
    },
  ];
}

export function addressFields(initial: { url?: string; adapter?: string } = {}): FieldProps[] {
  return [
    {
      name: "url",
      label: "Address of the feed",
      hint: "https:// or webcal://. For files that you upload, any name.",
      initial: initial.url ?? "",
      maxLength: LONGEST_ADDRESS,
    },
    adapterField(initial.adapter),
  ];
}

function adapterField(adapter = "ical"): FieldProps {
  return {
    name: "adapter",
    label: "Kind of feed",
    initial: adapter,
    options: ADAPTERS.some(({ value }) => value === adapter)
      ? ADAPTERS
      : [...ADAPTERS, { value: adapter, label: adapter }],
  };
}

export function sourceFields(source?: Source): FieldProps[] {
  return [
    {
      name: "name",
      label: "Name",
      initial: source?.name ?? "",
      maxLength: LONGEST_NAME,
    },
    {
      name: "kind",
      label: "What it is",
      hint: "Of two sources that disagree, the nearer one is believed.",
      initial: source?.kind ?? "own_venue",
      options: SOURCE_KINDS,
    },
    {
      name: "website",
      label: "Website",
      type: "url",
      initial: source?.website ?? "",
      isRequired: false,
      maxLength: LONGEST_ADDRESS,
    },
    {
      name: "licence",
      label: "Licence",
      hint: "Under which its texts may be shown, if it says so.",
      initial: source?.licence ?? "",
      isRequired: false,
      maxLength: LONGEST_NAME,
    },
  ];
}
