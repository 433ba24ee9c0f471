import { Columns } from "@/components/ui/columns";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { FEEDS, FIND_FEEDS } from "../model/paths";
import { addressFields } from "./feed-fields";

/** Where feeds are looked for, or looked at, before anything is added. */
export function FindPage({ said }: { said: Flash | null }) {
  return (
    <WorkPage
      title="Find feeds"
      said={said}
      back={{ href: FEEDS, label: "Feeds" }}
      lead="Nothing is added by looking."
    >
      <Columns>
        <Panel
          id="by-homepage"
          title="From a homepage"
          intro="The page and those that it names are searched for calendars in any form that we can read."
        >
          <Form
            name="find"
            action={`${FIND_FEEDS}/submit`}
            said={said}
            fields={[
              {
                name: "homepage",
                label: "Address of the homepage",
                hint: "Such as example.org, or better its page of events.",
                maxLength: 2_000,
              },
            ]}
            submitLabel="Find its feeds"
          />
        </Panel>
        <Panel id="by-address" title="At a known address">
          <Form
            name="preview"
            action="/admin/feeds/preview/submit"
            said={said}
            fields={addressFields()}
            submitLabel="Look at it"
            submitKind="quiet"
          />
        </Panel>
      </Columns>
    </WorkPage>
  );
}
