// Generated from the API's OpenAPI description by `npm run api:types`; do not edit.

export interface paths {
    "/api/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Categories
         * @description Every category of the registry, by name.
         */
        get: operations["list_categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/db-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Database Health
         * @description Ask the database for its time.
         */
        get: operations["database_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Event Detail
         * @description An event with its next dates and what else its venue offers.
         */
        get: operations["event_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Event Count
         * @description How many occurrences a range holds; without both days, the current local week.
         */
        get: operations["event_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events Of Day
         * @description What happens on a local day, with what began before and goes on.
         */
        get: operations["events_of_day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/range": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events Of Range
         * @description What happens from start to end, both inclusive, at most 92 days.
         */
        get: operations["events_of_range"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/resolve/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolve Event Slug
         * @description The event behind a public slug; an upcoming one wins where several share it.
         */
        get: operations["resolve_event_slug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/surprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Surprise
         * @description One random scheduled occurrence that begins within the next days.
         */
        get: operations["surprise"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description Say that the process answers; never asks the database.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness
         * @description Say whether this process may be given traffic: its database answers with a fitting schema.
         */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Venues
         * @description Every venue, by name.
         */
        get: operations["list_venues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Venue Detail
         * @description One venue.
         */
        get: operations["venue_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues/{slug}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events Of Venue
         * @description What happens at a venue; without days, from today for 30 days.
         */
        get: operations["events_of_venue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health At Root
         * @description Say that the process answers; never asks the database.
         */
        get: operations["health_at_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/db": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Database Health At Root
         * @description Ask the database for its time, in other words.
         */
        get: operations["database_health_at_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * CategoryOut
         * @description A category of the registry.
         */
        CategoryOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * EventCountOut
         * @description How many occurrences touch the days from `start` to `end`, both inclusive.
         */
        EventCountOut: {
            /** Count */
            count: number;
            /**
             * End
             * Format: date
             */
            end: string;
            /**
             * Start
             * Format: date
             */
            start: string;
            /** Timezone */
            timezone: string;
        };
        /**
         * EventDetailOut
         * @description An event with its dates: the next (or the last past) one, at most 8 to come.
         */
        EventDetailOut: {
            event: components["schemas"]["EventOut"];
            /** More From Venue */
            more_from_venue: components["schemas"]["OccurrenceOut"][];
            next_occurrence: components["schemas"]["OccurrenceOut"];
            /** Upcoming Occurrences */
            upcoming_occurrences: components["schemas"]["OccurrenceOut"][];
        };
        /**
         * EventOut
         * @description What all dates of an event share. `is_free` null means that the source does not say.
         */
        EventOut: {
            /** Canonical Segment */
            canonical_segment: string;
            /** Categories */
            categories: components["schemas"]["CategoryOut"][];
            /** Description */
            description: string | null;
            /** External Url */
            external_url: string | null;
            /** Id */
            id: number;
            /** Is Free */
            is_free: boolean | null;
            /** Price Text */
            price_text: string | null;
            /** Slug */
            slug: string;
            /**
             * Status
             * @enum {string}
             */
            status: "scheduled" | "tentative" | "cancelled";
            /** Title */
            title: string;
        };
        /**
         * InvalidValue
         * @description One thing that is wrong with a request, and where.
         */
        InvalidValue: {
            /** Location */
            location: (string | number)[];
            /** Message */
            message: string;
        };
        /**
         * OccurrenceOut
         * @description One date of an event.
         *
         *     `local_date` and `local_end_date` are days of SITE_TIMEZONE, both inclusive; the end of an
         *     all-day occurrence is the exclusive midnight. `is_ongoing`: it began before the days asked for.
         */
        OccurrenceOut: {
            /** All Day */
            all_day: boolean;
            /** End Datetime Utc */
            end_datetime_utc: string | null;
            event: components["schemas"]["EventOut"];
            /** Id */
            id: number;
            /** Is Ongoing */
            is_ongoing: boolean;
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /**
             * Local End Date
             * Format: date
             */
            local_end_date: string;
            /** Location Text */
            location_text: string | null;
            /** Moved From Utc */
            moved_from_utc: string | null;
            /** Room */
            room: string | null;
            /**
             * Start Datetime Utc
             * Format: date-time
             */
            start_datetime_utc: string;
            /**
             * Status
             * @enum {string}
             */
            status: "scheduled" | "tentative" | "cancelled";
            /** Title */
            title: string;
            venue: components["schemas"]["VenueOut"] | null;
            /** Zone */
            zone: string;
        };
        /**
         * Problem
         * @description An error as every route reports it.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * SlugResolutionOut
         * @description The event behind a public slug and the segment under which its page stands.
         */
        SlugResolutionOut: {
            /** Canonical Segment */
            canonical_segment: string;
            /** Event Id */
            event_id: number;
            /** Is Unique */
            is_unique: boolean;
        };
        /**
         * ValidationProblem
         * @description A request that makes no sense, with everything that is wrong with it.
         */
        ValidationProblem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Errors */
            errors: components["schemas"]["InvalidValue"][];
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * VenueDetailOut
         * @description A place on a page of its own.
         */
        VenueDetailOut: {
            /** Address */
            address: string | null;
            /** Area */
            area: string | null;
            /** Description */
            description: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Timezone */
            timezone: string;
            /** Website */
            website: string | null;
        };
        /**
         * VenueOut
         * @description A place as it stands beside an event.
         */
        VenueOut: {
            /** Address */
            address: string | null;
            /** Area */
            area: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryOut"][];
                };
            };
        };
    };
    database_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The database is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    event_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetailOut"];
                };
            };
            /** @description The event was merged into another. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No visible event has this id or slug. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request makes no sense; the problem lists why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"];
                };
            };
        };
    };
    event_count: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                end?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                start?: string | null;
                /** @description A venue's slug. */
                venue?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventCountOut"];
                };
            };
            /** @description A day or a pair of days that makes no sense. A filter with a value that it cannot have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_of_day: {
        parameters: {
            query: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description From the Link header of the page before. */
                cursor?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                day: string;
                /** @description true or false. */
                free?: string | null;
                limit?: number | null;
                /** @description A venue's slug. */
                venue?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceOut"][];
                };
            };
            /** @description A day or a pair of days that makes no sense. A filter with a value that it cannot have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_of_range: {
        parameters: {
            query: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description From the Link header of the page before. */
                cursor?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                end: string;
                /** @description true or false. */
                free?: string | null;
                limit?: number | null;
                /** @description A local day, YYYY-MM-DD. */
                start: string;
                /** @description A venue's slug. */
                venue?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceOut"][];
                };
            };
            /** @description A day or a pair of days that makes no sense. A filter with a value that it cannot have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_event_slug: {
        parameters: {
            query?: {
                event_id?: number | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlugResolutionOut"];
                };
            };
            /** @description No visible event has this id or slug. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request makes no sense; the problem lists why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"];
                };
            };
        };
    };
    surprise: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                days?: number;
                /** @description true or false. */
                free?: string | null;
                /** @description A venue's slug. */
                venue?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceOut"];
                };
            };
            /** @description No upcoming occurrence fits. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A filter with a value that it cannot have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The database is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_venues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VenueOut"][];
                };
            };
        };
    };
    venue_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VenueDetailOut"];
                };
            };
            /** @description No venue has this slug. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request makes no sense; the problem lists why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"];
                };
            };
        };
    };
    events_of_venue: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                end?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                start?: string | null;
                /** @description A venue's slug. */
                venue?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceOut"][];
                };
            };
            /** @description No venue has this slug. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A day or a pair of days that makes no sense. A filter with a value that it cannot have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_at_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    database_health_at_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The database is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
