// Generated from the API's OpenAPI description by `npm run api:types`; do not edit.

export interface paths {
    "/api/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description The accounts by e-mail.
         */
        get: operations["list_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Account
         * @description Change an account's role, or shut or open it; one that is shut is signed out everywhere.
         */
        patch: operations["change_account"];
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit Trail
         * @description What was done, newest first.
         */
        get: operations["audit_trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Decisions
         * @description What curators decided, newest first.
         */
        get: operations["list_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/decisions/{decision_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Decision
         * @description Undo a decision that nothing later was built upon.
         */
        post: operations["undo_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Duplicates
         * @description Events that may be the same, the likeliest pair first.
         */
        get: operations["list_duplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/duplicates/{low_id}/{high_id}/apart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep Duplicates Apart
         * @description Declare two events to be two, for ever.
         */
        post: operations["keep_duplicates_apart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/duplicates/{low_id}/{high_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Duplicates
         * @description Make one event of two; without a word about which stands for both, the older does.
         */
        post: operations["merge_duplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Events
         * @description The events, newest first; hidden and merged ones too.
         */
        get: operations["find_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trace Event
         * @description Why an event is here, and why it is as it is.
         */
        get: operations["trace_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Categorise Event
         * @description Give an event these categories and no others.
         */
        post: operations["categorise_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hide Event
         * @description Let an event appear nowhere.
         */
        post: operations["hide_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Event
         * @description Let an event lead to another one.
         */
        post: operations["merge_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename Event
         * @description Give an event a title that stays.
         */
        post: operations["rename_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show Event
         * @description Let a hidden event appear again.
         */
        post: operations["show_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split Event
         * @description Let a member of an event stand for itself, for ever.
         */
        post: operations["split_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/unpin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unpin Event
         * @description Let an event's sources decide about a field again.
         */
        post: operations["unpin_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{event_id}/venue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place Event
         * @description Say where an event is; null says that it is at none of our venues.
         */
        post: operations["place_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feed-dry-runs/{errand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Dry Run
         * @description What a run would do.
         */
        get: operations["show_dry_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feed-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask For Preview
         * @description Have it found out what a feed would bring.
         */
        post: operations["ask_for_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feed-previews/{errand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Preview
         * @description What a feed would bring.
         */
        get: operations["show_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feed-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask For Feeds
         * @description Have the feeds of a homepage found.
         */
        post: operations["ask_for_feeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feed-searches/{errand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Feeds
         * @description The feeds that a homepage offers, each with what it would bring.
         */
        get: operations["show_feeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Feeds
         * @description Every feed and how it is doing, by source.
         */
        get: operations["list_feeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Feed
         * @description One feed and how it is doing.
         */
        get: operations["show_feed"];
        put?: never;
        post?: never;
        /**
         * Remove Feed
         * @description Read a feed no more; what it says of the time to come leaves the calendar.
         */
        delete: operations["remove_feed"];
        options?: never;
        head?: never;
        /**
         * Change Feed
         * @description Change how a feed is read, or pause and resume it.
         */
        patch: operations["change_feed"];
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}/accept-drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Drop
         * @description Believe a feed that suddenly lists less than half: what it lacks is gone.
         */
        post: operations["accept_drop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask For Dry Run
         * @description Have it found out what a run would do now.
         */
        post: operations["ask_for_dry_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Feed
         * @description Have a feed read now.
         */
        post: operations["run_feed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Runs
         * @description A feed's last 30 runs, newest first.
         */
        get: operations["list_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/feeds/{feed_id}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload
         * @description Store a file's events: CSV, XLSX or iCalendar, at most 20 MB, as the body.
         */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Inbox
         * @description What waits for a curator: how much of each kind, and the newest of it.
         */
        get: operations["show_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Operations
         * @description How the installation is: what was looked at, what failed, what is and was alerted about.
         */
        get: operations["operations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reports
         * @description What readers say is wrong, newest first.
         */
        get: operations["list_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Report
         * @description One report.
         */
        get: operations["show_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss Report
         * @description Note that there is nothing to put right.
         */
        post: operations["dismiss_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Report
         * @description Take back what was noted about a report.
         */
        post: operations["reopen_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Report
         * @description Note that what a reader said was put right.
         */
        post: operations["resolve_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Run
         * @description A run with the lines that it could not read and what it changed.
         */
        get: operations["show_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/runs/{run_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay Run
         * @description Have what a run read stored once more.
         */
        post: operations["replay_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Managed Sources
         * @description Everybody who publishes, by name.
         */
        get: operations["list_managed_sources"];
        put?: never;
        /**
         * Add Source
         * @description Add somebody who publishes.
         */
        post: operations["add_source"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Source
         * @description Remove all feeds of a source; what they said of the past is kept.
         */
        delete: operations["remove_source"];
        options?: never;
        head?: never;
        /**
         * Change Source
         * @description Change a source; a new rank shows in its events at once.
         */
        patch: operations["change_source"];
        trace?: never;
    };
    "/api/admin/sources/{source_id}/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Feed
         * @description Add a feed; it is paused until somebody has looked at it, unless the body says otherwise.
         */
        post: operations["add_feed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Submissions
         * @description What people submitted, newest first.
         */
        get: operations["list_submissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/submissions/{submission_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Managed Submission
         * @description A submission, what is published of it, and what on the calendar may be the same.
         */
        get: operations["show_managed_submission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Managed Submission
         * @description Change a submission before it is published.
         */
        patch: operations["change_managed_submission"];
        trace?: never;
    };
    "/api/admin/submissions/{submission_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Submission
         * @description Put a submission, or a change of it, on the calendar.
         */
        post: operations["publish_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/submissions/{submission_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse Submission
         * @description Refuse a submission, a change of it, or what is published of it.
         */
        post: operations["refuse_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venue-questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Venue Questions
         * @description Places as sources write them that nobody has recognised, newest first.
         */
        get: operations["list_venue_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venue-questions/{question_id}/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Venue Of Question
         * @description Make a venue of a place.
         */
        post: operations["create_venue_of_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venue-questions/{question_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss Venue Question
         * @description Say that a place is none of our venues.
         */
        post: operations["dismiss_venue_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venue-questions/{question_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link Venue Question
         * @description Say which venue a place is, for all dates there and all to come.
         */
        post: operations["link_venue_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Managed Venues
         * @description The venues by name, rooms and merged ones too.
         */
        get: operations["list_managed_venues"];
        put?: never;
        /**
         * Add Venue
         * @description Add a venue.
         */
        post: operations["add_venue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venues/{venue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Managed Venue
         * @description A venue with the names that it goes by.
         */
        get: operations["show_managed_venue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Venue
         * @description Change a venue's entry; its address on this site stays.
         */
        patch: operations["change_venue"];
        trace?: never;
    };
    "/api/admin/venues/{venue_id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Venue Alias
         * @description Let a venue go by another name.
         */
        post: operations["add_venue_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venues/{venue_id}/aliases/{normal_form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Venue Alias
         * @description Let a venue go by a name no more.
         */
        delete: operations["remove_venue_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/venues/{venue_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Venue
         * @description Let a venue, its address and its rooms lead to another one.
         */
        post: operations["merge_venue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/email/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask For Verification
         * @description Have the link mailed again that verifies the account's address.
         */
        post: operations["ask_for_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/email/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Email
         * @description Use the link that verifies an address.
         */
        post: operations["verify_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Begin a session.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End this session and remove its cookies; succeeds whoever is signed in.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description The account that is signed in.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Me
         * @description Change name, e-mail or password.
         *
         *     A new password ends every session: a browser gets a new one at once, a client with a bearer
         *     token signs in again.
         */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/auth/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Auth Options
         * @description What a form should know before it is filled in.
         */
        get: operations["auth_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forgot Password
         * @description Have a link mailed that sets a new password; the answer is the same for every address.
         */
        post: operations["forgot_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description Use the link that sets a new password; ends every session of the account.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Exchange the refresh token, which is used up by it, for new tokens.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Make an account and sign it in; a link that verifies the address is mailed.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resume
         * @description Renew a browser's session on its way to a page, or lead it to the sign-in.
         *
         *     Pages cannot do this themselves: the refresh cookie is sent to /api/auth alone.
         */
        get: operations["resume"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Where the account is signed in, last used first.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /**
         * End Sessions
         * @description Sign out everywhere, here too.
         */
        delete: operations["end_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Session
         * @description Sign out on one device.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/events/{event_id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Event
         * @description Say what is wrong with an event.
         */
        post: operations["report_event"];
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
    "/api/events/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Events
         * @description Events by their words, each with its next date; without words, by time.
         */
        get: operations["search_events"];
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
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sources
         * @description Whom the calendar is gathered from, and how each of their feeds is doing.
         */
        get: operations["list_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit Event
         * @description Propose an event; a curator looks at it before it is published.
         */
        post: operations["submit_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submission_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Submission
         * @description What became of a submission, for its maker.
         */
        get: operations["show_submission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Submission
         * @description Change a submission; what is published of it stays until a curator has seen the change.
         */
        patch: operations["change_submission"];
        trace?: never;
    };
    "/api/submissions/{submission_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Submission
         * @description Take a submission back; what is published of it leaves the calendar.
         */
        post: operations["withdraw_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/form-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open Form
         * @description Note that somebody opens a form, in a token that goes back with it.
         */
        get: operations["open_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/prefill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask For Prefill
         * @description Have a page read that tells of the event.
         */
        post: operations["ask_for_prefill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/prefill/{errand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Prefill
         * @description What the page says of the event.
         */
        get: operations["show_prefill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/read-ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Calendar File
         * @description The events of an .ics file of at most 1 MB, sent as the body; at most 20.
         */
        post: operations["read_calendar_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find Similar
         * @description What is on the calendar that may be the same.
         */
        post: operations["find_similar"];
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
    "/api/weather": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Weather
         * @description The weather of the days from start to end, both inclusive, as far as it is known.
         */
        get: operations["weather"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/worker-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Worker Health
         * @description Say whether anybody does the jobs: for a watcher elsewhere, as no dead worker tells.
         */
        get: operations["worker_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/categories/{slug}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Category Ics
         * @description The events of a category.
         */
        get: operations["feed_of_category_ics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/categories/{slug}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Category Json
         * @description The events of a category.
         */
        get: operations["feed_of_category_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/categories/{slug}.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Category Rss
         * @description The events of a category.
         */
        get: operations["feed_of_category_rss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/events.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Events Ics
         * @description Every event, or those that the filters let through.
         */
        get: operations["feed_of_events_ics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/events.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Events Json
         * @description Every event, or those that the filters let through.
         */
        get: operations["feed_of_events_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/events.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Events Rss
         * @description Every event, or those that the filters let through.
         */
        get: operations["feed_of_events_rss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/venues/{slug}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Venue Ics
         * @description What happens at a venue and in its rooms.
         */
        get: operations["feed_of_venue_ics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/venues/{slug}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Venue Json
         * @description What happens at a venue and in its rooms.
         */
        get: operations["feed_of_venue_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/venues/{slug}.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed Of Venue Rss
         * @description What happens at a venue and in its rooms.
         */
        get: operations["feed_of_venue_rss"];
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
         * AccountChangeIn
         * @description What an admin changes of an account.
         */
        AccountChangeIn: {
            /** Is Active */
            is_active?: boolean | null;
            role?: components["schemas"]["Role"] | null;
        };
        /**
         * AccountOut
         * @description An account as its owner sees it.
         */
        AccountOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Email Verified */
            is_email_verified: boolean;
            role: components["schemas"]["Role"];
        };
        /**
         * AccountsOut
         * @description A part of the accounts, by e-mail; `next_after` leads to what follows.
         */
        AccountsOut: {
            /** Accounts */
            accounts: components["schemas"]["ListedAccountOut"][];
            /** Next After */
            next_after: string | null;
        };
        /**
         * ActorOut
         * @description Who did something; the e-mail as it is now, or null where the account is gone.
         */
        ActorOut: {
            /** Email */
            email: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * AlertOut
         * @description Something that is wrong, or was.
         */
        AlertOut: {
            /** Closed At */
            closed_at: string | null;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Id */
            id: number;
            /** Sentence */
            sentence: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "look" | "act";
            /** Title */
            title: string;
        };
        /**
         * AliasIn
         * @description Another way in which sources write a venue.
         */
        AliasIn: {
            /** Text */
            text: string;
        };
        /**
         * AreaCountOut
         * @description A part of the city and how many results it has.
         */
        AreaCountOut: {
            /** Count */
            count: number;
            /** Name */
            name: string;
        };
        /**
         * AskedOut
         * @description The id under which an answer is going to be.
         */
        AskedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * AuditEntryOut
         * @description Something that was done; the subject's e-mail where that is an account that still exists.
         */
        AuditEntryOut: {
            /** Action */
            action: string;
            actor: components["schemas"]["ActorOut"] | null;
            /** Address */
            address: string | null;
            /** After */
            after: {
                [key: string]: unknown;
            } | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** Id */
            id: number;
            /** Request Id */
            request_id: string | null;
            /** Subject */
            subject: string;
            /** Subject Email */
            subject_email: string | null;
        };
        /**
         * AuditOut
         * @description A part of the trail, newest first; `next_before` leads to what is older.
         */
        AuditOut: {
            /** Entries */
            entries: components["schemas"]["AuditEntryOut"][];
            /** Next Before */
            next_before: number | null;
        };
        /**
         * CategoriesIn
         * @description All categories of an event.
         */
        CategoriesIn: {
            /** Slugs */
            slugs: string[];
        };
        /**
         * CategoryCountOut
         * @description A category and how many results it has.
         */
        CategoryCountOut: {
            /** Count */
            count: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
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
         * ChangeOut
         * @description What a run changed about one date.
         */
        ChangeOut: {
            /** After */
            after: {
                [key: string]: unknown;
            };
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** Event Id */
            event_id: number;
            /** Kind */
            kind: string;
            /** Uid */
            uid: string;
        };
        /**
         * CheckOut
         * @description One thing that was looked at.
         */
        CheckOut: {
            /** Key */
            key: string;
            /** Sentence */
            sentence: string;
            /**
             * State
             * @enum {string}
             */
            state: "fine" | "look" | "act";
            /**
             * Subject
             * @enum {string}
             */
            subject: "system" | "work" | "safety";
            /** Title */
            title: string;
        };
        /**
         * ContentChangeIn
         * @description What is to change about a submission; what is left out stays.
         */
        ContentChangeIn: {
            /** Address */
            address?: string | null;
            /**
             * All Day
             * @default false
             */
            all_day: boolean;
            /** Categories */
            categories?: string[];
            /** Cost */
            cost?: string | null;
            /** Description */
            description?: string | null;
            /** End */
            end?: string | null;
            /** Is Free */
            is_free?: boolean | null;
            /**
             * Location
             * @default
             */
            location: string;
            /**
             * Start
             * @description Local to the site: 2026-03-06T19:00, or 2026-03-06 where all_day.
             * @default
             */
            start: string;
            /**
             * Title
             * @default
             */
            title: string;
            /** Url */
            url?: string | null;
        };
        /**
         * ContentOut
         * @description What is proposed; times are local to the site.
         */
        ContentOut: {
            /** Address */
            address: string | null;
            /** All Day */
            all_day: boolean;
            /** Categories */
            categories: string[];
            /** Cost */
            cost: string | null;
            /** Description */
            description: string | null;
            /** End */
            end: string | null;
            /** Is Free */
            is_free: boolean | null;
            /** Location */
            location: string;
            /** Start */
            start: string;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * DecisionOut
         * @description A decision, and whether it was undone; without a subject, its venue is gone.
         */
        DecisionOut: {
            /** After */
            after: {
                [key: string]: unknown;
            };
            /** Before */
            before: {
                [key: string]: unknown;
            };
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Event Id */
            event_id: number | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "hide" | "show" | "rename" | "venue" | "categories" | "unpin_title" | "unpin_venue_id" | "unpin_categories" | "merge" | "split" | "apart" | "venue_added" | "venue_changed" | "alias_added" | "alias_removed" | "venue_merged" | "question_linked" | "question_created" | "question_dismissed";
            /** Question Id */
            question_id: number | null;
            /** Subject Title */
            subject_title: string | null;
            /** Undone At */
            undone_at: string | null;
            /** Venue Id */
            venue_id: number | null;
        };
        /**
         * DecisionsOut
         * @description A part of the decisions, newest first; `next_before` leads to what is older.
         */
        DecisionsOut: {
            /** Decisions */
            decisions: components["schemas"]["DecisionOut"][];
            /** Next Before */
            next_before: number | null;
        };
        /**
         * DuplicateOut
         * @description Two events that may be the same.
         */
        DuplicateOut: {
            high: components["schemas"]["SuspectOut"];
            low: components["schemas"]["SuspectOut"];
            /**
             * Noticed At
             * Format: date-time
             */
            noticed_at: string;
            /** Reason */
            reason: string;
            /** Score */
            score: number;
        };
        /**
         * DuplicatesOut
         * @description A part of the suspected pairs, the likeliest first; `next_offset` leads to what follows.
         */
        DuplicatesOut: {
            /** Duplicates */
            duplicates: components["schemas"]["DuplicateOut"][];
            /** Next Offset */
            next_offset: number | null;
        };
        /**
         * ErrandOut
         * @description What the worker was asked to find out, and found.
         */
        ErrandOut: {
            /** Failure */
            failure: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Result */
            result: {
                [key: string]: unknown;
            } | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "done" | "failed";
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
         *
         *     `sources`: everybody who tells of it, the one that is believed first in front.
         */
        EventDetailOut: {
            event: components["schemas"]["EventOut"];
            /** Image Url */
            image_url: string | null;
            /** More From Venue */
            more_from_venue: components["schemas"]["OccurrenceOut"][];
            next_occurrence: components["schemas"]["OccurrenceOut"];
            /** Organizer */
            organizer: string | null;
            /** Sources */
            sources: components["schemas"]["EventSourceOut"][];
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
         * EventSourceOut
         * @description Who tells of an event, and their own page for it.
         */
        EventSourceOut: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media" | "submission" | "import";
            /** Name */
            name: string;
            /** Url */
            url: string | null;
        };
        /**
         * FacetsOut
         * @description Results by what could be filtered for next; a filter that is set does not narrow its own.
         */
        FacetsOut: {
            /** Areas */
            areas: components["schemas"]["AreaCountOut"][];
            /** Categories */
            categories: components["schemas"]["CategoryCountOut"][];
            free: components["schemas"]["FreeCountOut"];
            /** Venues */
            venues: components["schemas"]["VenueCountOut"][];
        };
        /**
         * FailedJobOut
         * @description A job that was given up; there is no error where its worker died of it.
         */
        FailedJobOut: {
            /** Attempts */
            attempts: number;
            /** Error */
            error: string | null;
            /** Failed At */
            failed_at: string | null;
            /** Id */
            id: number;
            /** Task */
            task: string;
        };
        /**
         * FeedChangeIn
         * @description What is to change about a feed; what is left out stays.
         */
        FeedChangeIn: {
            /**
             * Adapter
             * @default ical
             * @enum {string}
             */
            adapter: "ical" | "json_ld" | "rss" | "tribe" | "squarespace" | "localist" | "google" | "csv" | "xlsx";
            /**
             * Interval Minutes
             * @default 60
             */
            interval_minutes: number;
            /** Name */
            name?: string | null;
            /**
             * State
             * @default active
             * @enum {string}
             */
            state: "active" | "paused";
            /**
             * Url
             * @default
             */
            url: string;
            /** Venue Id */
            venue_id?: number | null;
            /** Zone */
            zone?: string | null;
        };
        /**
         * FeedIn
         * @description A feed to be added; a new one is paused unless it says otherwise.
         */
        FeedIn: {
            /**
             * Adapter
             * @enum {string}
             */
            adapter: "ical" | "json_ld" | "rss" | "tribe" | "squarespace" | "localist" | "google" | "csv" | "xlsx";
            /**
             * Interval Minutes
             * @default 60
             */
            interval_minutes: number;
            /** Name */
            name?: string | null;
            /**
             * State
             * @default paused
             * @enum {string}
             */
            state: "active" | "paused";
            /** Url */
            url: string;
            /** Venue Id */
            venue_id?: number | null;
            /** Zone */
            zone?: string | null;
        };
        /**
         * FeedOut
         * @description A feed and how it is doing; `words` say it to people.
         */
        FeedOut: {
            /** Accepts Next Drop */
            accepts_next_drop: boolean;
            /** Adapter */
            adapter: string;
            /** Failure Count */
            failure_count: number;
            /**
             * Health
             * @enum {string}
             */
            health: "good" | "trouble" | "stale" | "paused" | "new";
            /** Id */
            id: number;
            /** Interval Minutes */
            interval_minutes: number;
            /** Last Run At */
            last_run_at: string | null;
            /** Last Success At */
            last_success_at: string | null;
            /** Name */
            name: string | null;
            /** Next Due */
            next_due: string | null;
            /** Source Id */
            source_id: number;
            /** Source Name */
            source_name: string;
            /** State */
            state: string;
            /** Trouble Kind */
            trouble_kind: string | null;
            /** Trouble Since */
            trouble_since: string | null;
            /** Upcoming Count */
            upcoming_count: number;
            /** Url */
            url: string;
            /** Venue Id */
            venue_id: number | null;
            /** Venue Name */
            venue_name: string | null;
            /** Words */
            words: string;
            /** Zone */
            zone: string | null;
        };
        /**
         * ForgotIn
         * @description The address of an account whose password is forgotten.
         */
        ForgotIn: {
            /** Email */
            email: string;
        };
        /**
         * FormTokenOut
         * @description Says when the form was opened.
         */
        FormTokenOut: {
            /** Form Token */
            form_token: string;
        };
        /**
         * FoundEventOut
         * @description An event in a list.
         */
        FoundEventOut: {
            /** Canonical Segment */
            canonical_segment: string;
            /** Id */
            id: number;
            /** Is Hidden */
            is_hidden: boolean;
            /** Merged Into Id */
            merged_into_id: number | null;
            /** Next Start */
            next_start: string | null;
            /** Source Names */
            source_names: string[];
            /** Title */
            title: string;
        };
        /**
         * FoundEventsOut
         * @description A part of the events, newest first; `next_before` leads to what is older.
         */
        FoundEventsOut: {
            /** Events */
            events: components["schemas"]["FoundEventOut"][];
            /** Next Before */
            next_before: number | null;
        };
        /**
         * FreeCountOut
         * @description How many results cost nothing, cost something, or do not say.
         */
        FreeCountOut: {
            /** No */
            no: number;
            /** Unknown */
            unknown: number;
            /** Yes */
            yes: number;
        };
        /**
         * HideIn
         * @description Why an event is hidden.
         */
        HideIn: {
            /** Reason */
            reason?: string | null;
        };
        /**
         * HomepageIn
         * @description A homepage whose feeds are to be found.
         */
        HomepageIn: {
            /** Homepage */
            homepage: string;
        };
        /**
         * InboxItemOut
         * @description One thing that waits; `words` say it to people, `href_hint` is where it is decided.
         */
        InboxItemOut: {
            /** Href Hint */
            href_hint: string;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "submission" | "report" | "venue_question" | "suspected_duplicate" | "feed";
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Title */
            title: string;
            /** Words */
            words: string;
        };
        /**
         * InboxOut
         * @description How much waits for a curator, and the newest of each kind.
         */
        InboxOut: {
            /** Feeds In Trouble */
            feeds_in_trouble: number;
            /** Items */
            items: components["schemas"]["InboxItemOut"][];
            /** Reports */
            reports: number;
            /** Submissions */
            submissions: number;
            /** Suspected Duplicates */
            suspected_duplicates: number;
            /** Venue Questions */
            venue_questions: number;
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
         * LengthOut
         * @description How many characters, at least and at most.
         */
        LengthOut: {
            /** Maximum */
            maximum: number;
            /** Minimum */
            minimum: number;
        };
        /**
         * LinkIn
         * @description Which venue a place is.
         */
        LinkIn: {
            /** Venue Id */
            venue_id: number;
        };
        /**
         * ListedAccountOut
         * @description An account in the list of all.
         */
        ListedAccountOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Active */
            is_active: boolean;
            /** Is Email Verified */
            is_email_verified: boolean;
            /** Last Used At */
            last_used_at: string | null;
            role: components["schemas"]["Role"];
        };
        /**
         * ListedSourceOut
         * @description A source in a list.
         */
        ListedSourceOut: {
            /** Feed Count */
            feed_count: number;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media" | "submission" | "import";
            /** Licence */
            licence: string | null;
            /** Name */
            name: string;
            /** Rank */
            rank: number;
            /** Slug */
            slug: string;
            /** Website */
            website: string | null;
        };
        /**
         * LoginIn
         * @description A sign-in.
         */
        LoginIn: {
            /** Email */
            email: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Transport
             * @description Where the tokens go: into cookies, or into the body of the answer.
             * @default cookie
             * @enum {string}
             */
            transport: "cookie" | "bearer";
        };
        /**
         * ManagedAccountOut
         * @description An account as admins change it.
         */
        ManagedAccountOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Active */
            is_active: boolean;
            /** Is Email Verified */
            is_email_verified: boolean;
            role: components["schemas"]["Role"];
        };
        /**
         * ManagedSubmissionDetailOut
         * @description A submission with what is on the calendar that may be the same.
         */
        ManagedSubmissionDetailOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Contact Email */
            contact_email: string | null;
            content: components["schemas"]["ContentOut"];
            /** Decided At */
            decided_at: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Event Id */
            event_id: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            published: components["schemas"]["ContentOut"] | null;
            /** Refusal */
            refusal: string | null;
            /** Similar */
            similar: components["schemas"]["SimilarOut"][];
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "published" | "refused" | "withdrawn";
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /**
         * ManagedSubmissionOut
         * @description A submission as curators see it in a list.
         */
        ManagedSubmissionOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Contact Email */
            contact_email: string | null;
            content: components["schemas"]["ContentOut"];
            /** Decided At */
            decided_at: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Event Id */
            event_id: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            published: components["schemas"]["ContentOut"] | null;
            /** Refusal */
            refusal: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "published" | "refused" | "withdrawn";
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /**
         * ManagedSubmissionsOut
         * @description A part of the submissions, newest first; `next_before` leads to what is older.
         */
        ManagedSubmissionsOut: {
            /** Next Before */
            next_before: string | null;
            /** Submissions */
            submissions: components["schemas"]["ManagedSubmissionOut"][];
        };
        /**
         * ManagedVenueDetailOut
         * @description A venue with the names that it goes by, in normal form.
         */
        ManagedVenueDetailOut: {
            /** Address */
            address: string | null;
            /** Alias Count */
            alias_count: number;
            /** Aliases */
            aliases: string[];
            /** Area */
            area: string | null;
            /** Decisions */
            decisions: components["schemas"]["DecisionOut"][];
            /** Id */
            id: number;
            /** Merged Into Id */
            merged_into_id: number | null;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
            /** Slug */
            slug: string;
            /** Upcoming Count */
            upcoming_count: number;
            /** Website */
            website: string | null;
        };
        /**
         * ManagedVenueOut
         * @description A venue in a list.
         */
        ManagedVenueOut: {
            /** Address */
            address: string | null;
            /** Alias Count */
            alias_count: number;
            /** Area */
            area: string | null;
            /** Id */
            id: number;
            /** Merged Into Id */
            merged_into_id: number | null;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
            /** Slug */
            slug: string;
            /** Upcoming Count */
            upcoming_count: number;
            /** Website */
            website: string | null;
        };
        /**
         * ManagedVenuesOut
         * @description A part of the venues, by name; `next_after` leads to what follows.
         */
        ManagedVenuesOut: {
            /** Next After */
            next_after: number | null;
            /** Venues */
            venues: components["schemas"]["ManagedVenueOut"][];
        };
        /**
         * MemberOut
         * @description An event as one feed tells it, and how it came to be part of this one.
         */
        MemberOut: {
            /** Event Id */
            event_id: number;
            feed: components["schemas"]["TracedFeedOut"] | null;
            /** Merge Method */
            merge_method: ("match" | "editor") | null;
            /** Merge Score */
            merge_score: number | null;
            /** Merged Into Id */
            merged_into_id: number | null;
            /** Observations */
            observations: components["schemas"]["ObservationOut"][];
            source: components["schemas"]["TracedSourceOut"] | null;
            /** Title */
            title: string;
        };
        /**
         * MergeIn
         * @description What something is to lead to.
         */
        MergeIn: {
            /** Into Id */
            into_id: number;
        };
        /**
         * NewVenueIn
         * @description The venue that is to be made of a place.
         */
        NewVenueIn: {
            /** Address */
            address?: string | null;
            /** Area */
            area?: string | null;
            /** Name */
            name: string;
        };
        /**
         * ObservationOut
         * @description One date as its feed tells it.
         */
        ObservationOut: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Id */
            id: number;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Location */
            location: string | null;
            /** Missing Since */
            missing_since: string | null;
            /** Recurrence Key */
            recurrence_key: string;
            /** Start */
            start: string;
            /** Status */
            status: string;
            /** Title */
            title: string;
            /** Uid */
            uid: string;
            /** Venue Id */
            venue_id: number | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
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
         * OperationsOut
         * @description How the installation is; `state` is the worst of its checks.
         */
        OperationsOut: {
            /** Checks */
            checks: components["schemas"]["CheckOut"][];
            /** Closed Alerts */
            closed_alerts: components["schemas"]["AlertOut"][];
            /** Failed Jobs */
            failed_jobs: components["schemas"]["FailedJobOut"][];
            /**
             * Looked At
             * Format: date-time
             */
            looked_at: string;
            /** Open Alerts */
            open_alerts: components["schemas"]["AlertOut"][];
            /**
             * State
             * @enum {string}
             */
            state: "fine" | "look" | "act";
            versions: components["schemas"]["VersionsOut"];
        };
        /**
         * OptionsOut
         * @description What a form should know before it is filled in.
         */
        OptionsOut: {
            /** Is Registration Open */
            is_registration_open: boolean;
            password_length: components["schemas"]["LengthOut"];
        };
        /**
         * PageIn
         * @description A page that tells of the event.
         */
        PageIn: {
            /** Url */
            url: string;
        };
        /**
         * PairMergeIn
         * @description Which of the two is to stand for both; without it, the older.
         */
        PairMergeIn: {
            /** Into Id */
            into_id?: number | null;
        };
        /**
         * PlaceIn
         * @description Where an event is; null is at none of our venues.
         */
        PlaceIn: {
            /** Venue Id */
            venue_id: number | null;
        };
        /**
         * PrefillAnswerOut
         * @description What was found on a page so far.
         */
        PrefillAnswerOut: {
            /** Failure */
            failure: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            result: components["schemas"]["PrefillOut"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "done" | "failed";
        };
        /**
         * PrefillOut
         * @description What a page or file says of an event, in the fields of the form.
         */
        PrefillOut: {
            /** Address */
            address: string | null;
            /** All Day */
            all_day: boolean | null;
            /** Cost */
            cost: string | null;
            /** Description */
            description: string | null;
            /** End */
            end: string | null;
            /** Image Url */
            image_url: string | null;
            /** Is Free */
            is_free: boolean | null;
            /** Location */
            location: string | null;
            /**
             * Source
             * @enum {string}
             */
            source: "json_ld" | "ical" | "opengraph" | "none";
            /** Start */
            start: string | null;
            /** Title */
            title: string | null;
            /** Url */
            url: string | null;
        };
        /**
         * PreviewIn
         * @description A feed that is to be looked at before it is added.
         */
        PreviewIn: {
            /**
             * Adapter
             * @default ical
             * @enum {string}
             */
            adapter: "ical" | "json_ld" | "rss" | "tribe" | "squarespace" | "localist" | "google" | "csv" | "xlsx";
            /** Url */
            url: string;
            /** Zone */
            zone?: string | null;
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
         * ProfileIn
         * @description Changes of one's own account; e-mail and password need the current password.
         */
        ProfileIn: {
            /** Current Password */
            current_password?: string | null;
            /** Display Name */
            display_name?: string | null;
            /** Email */
            email?: string | null;
            /** Password */
            password?: string | null;
        };
        /**
         * PublicFeedOut
         * @description A feed as readers see it: not by its address, which may be the password of a calendar.
         */
        PublicFeedOut: {
            /**
             * Health
             * @enum {string}
             */
            health: "good" | "trouble" | "stale" | "paused" | "new";
            /** Last Success At */
            last_success_at: string | null;
            /** Name */
            name: string;
            /** Upcoming Count */
            upcoming_count: number;
            /** Words */
            words: string;
        };
        /**
         * PublicSourceOut
         * @description A source as readers see it.
         */
        PublicSourceOut: {
            /** Feeds */
            feeds: components["schemas"]["PublicFeedOut"][];
            /**
             * Kind
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media" | "submission" | "import";
            /** Licence */
            licence: string | null;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Website */
            website: string | null;
        };
        /**
         * QuestionOut
         * @description A place as sources write it that nobody has recognised.
         */
        QuestionOut: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Id */
            id: number;
            /** Location Text */
            location_text: string;
            /** Observation Count */
            observation_count: number;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "linked" | "dismissed";
            /** Suggestions */
            suggestions: components["schemas"]["SuggestionOut"][];
            /** Venue Id */
            venue_id: number | null;
        };
        /**
         * QuestionsOut
         * @description A part of the questions, newest first; `next_before` leads to what is older.
         */
        QuestionsOut: {
            /** Next Before */
            next_before: number | null;
            /** Questions */
            questions: components["schemas"]["QuestionOut"][];
        };
        /**
         * RefreshIn
         * @description A refresh token, from a client that keeps no cookies.
         */
        RefreshIn: {
            /** Refresh Token */
            refresh_token?: string | null;
        };
        /**
         * RefusalIn
         * @description Why a submission is refused.
         */
        RefusalIn: {
            /** Reason */
            reason: string;
        };
        /**
         * RegisterIn
         * @description A new account.
         */
        RegisterIn: {
            /** Display Name */
            display_name: string;
            /** Email */
            email: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Transport
             * @description Where the tokens go: into cookies, or into the body of the answer.
             * @default cookie
             * @enum {string}
             */
            transport: "cookie" | "bearer";
        };
        /**
         * RenameIn
         * @description A title.
         */
        RenameIn: {
            /** Title */
            title: string;
        };
        /**
         * ReportedOut
         * @description A report that was taken in.
         */
        ReportedOut: {
            /** Id */
            id: number;
        };
        /**
         * ReportIn
         * @description What somebody says is wrong with an event.
         */
        ReportIn: {
            /** Contact Email */
            contact_email?: string | null;
            /**
             * Form Token
             * @description From /api/submissions/form-token.
             */
            form_token: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "wrong" | "cancelled" | "duplicate" | "inappropriate" | "accessibility" | "other";
            /** Message */
            message: string;
            /**
             * Website
             * @description Must be empty.
             * @default
             */
            website: string;
        };
        /**
         * ReportOut
         * @description A report as curators see it.
         */
        ReportOut: {
            /** Canonical Segment */
            canonical_segment: string;
            /** Contact Email */
            contact_email: string | null;
            /** Decided At */
            decided_at: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Event Id */
            event_id: number;
            /** Event Title */
            event_title: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "wrong" | "cancelled" | "duplicate" | "inappropriate" | "accessibility" | "other";
            /** Message */
            message: string;
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "resolved" | "dismissed";
        };
        /**
         * ReportsOut
         * @description A part of the reports, newest first; `next_before` leads to what is older.
         */
        ReportsOut: {
            /** Next Before */
            next_before: number | null;
            /** Reports */
            reports: components["schemas"]["ReportOut"][];
        };
        /**
         * ResetIn
         * @description A new password, by a mailed link.
         */
        ResetIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * Role
         * @description What an account may do; each includes what stands before it.
         * @enum {string}
         */
        Role: "member" | "curator" | "admin";
        /**
         * RunDetailOut
         * @description One run with the lines that could not be read and what it changed.
         */
        RunDetailOut: {
            /** Byte Count */
            byte_count: number;
            /** Can Be Replayed */
            can_be_replayed: boolean;
            /** Changed Count */
            changed_count: number;
            /** Changes */
            changes: components["schemas"]["ChangeOut"][];
            /** Failure */
            failure: string | null;
            /** Failure Kind */
            failure_kind: string | null;
            /** Feed Id */
            feed_id: number;
            /**
             * Finished At
             * Format: date-time
             */
            finished_at: string;
            /** Found Count */
            found_count: number;
            /** Http Status */
            http_status: number | null;
            /** Id */
            id: number;
            /** Missing Count */
            missing_count: number;
            /** New Count */
            new_count: number;
            /** Problems */
            problems: {
                [key: string]: unknown;
            }[];
            /** Removed Count */
            removed_count: number;
            /** Skipped Count */
            skipped_count: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "complete" | "partial" | "halved" | "unchanged" | "failed";
            /** Trigger */
            trigger: string;
            /** Unchanged Count */
            unchanged_count: number;
        };
        /**
         * RunOut
         * @description One run of a feed, counted in dates.
         */
        RunOut: {
            /** Byte Count */
            byte_count: number;
            /** Changed Count */
            changed_count: number;
            /** Failure */
            failure: string | null;
            /** Failure Kind */
            failure_kind: string | null;
            /** Feed Id */
            feed_id: number;
            /**
             * Finished At
             * Format: date-time
             */
            finished_at: string;
            /** Found Count */
            found_count: number;
            /** Http Status */
            http_status: number | null;
            /** Id */
            id: number;
            /** Missing Count */
            missing_count: number;
            /** New Count */
            new_count: number;
            /** Removed Count */
            removed_count: number;
            /** Skipped Count */
            skipped_count: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "complete" | "partial" | "halved" | "unchanged" | "failed";
            /** Trigger */
            trigger: string;
            /** Unchanged Count */
            unchanged_count: number;
        };
        /**
         * SearchItemOut
         * @description An event that was found: its first date within the span, and how many it has there.
         */
        SearchItemOut: {
            /** Date Count */
            date_count: number;
            occurrence: components["schemas"]["OccurrenceOut"];
        };
        /**
         * SearchOut
         * @description The results of a search, and what was done to find them.
         *
         *     `query`: the words as they were understood. `corrected_query`: nothing had those words, and the
         *     results are of these. `did_you_mean`: these words would find more. `is_partial_match`: no event
         *     has all words, these have some. `ignored_words`: words that were left out to find something.
         *     `total` is at most 10,000; `total_is_capped` when there are more.
         */
        SearchOut: {
            /** Corrected Query */
            corrected_query: string | null;
            /** Did You Mean */
            did_you_mean: string | null;
            facets: components["schemas"]["FacetsOut"];
            /** Ignored Words */
            ignored_words: string[];
            /** Is Partial Match */
            is_partial_match: boolean;
            /** Items */
            items: components["schemas"]["SearchItemOut"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Query */
            query: string | null;
            /** Total */
            total: number;
            /** Total Is Capped */
            total_is_capped: boolean;
        };
        /**
         * SessionOut
         * @description One sign-in on one device.
         */
        SessionOut: {
            /** Address */
            address: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Current */
            is_current: boolean;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
            /** User Agent */
            user_agent: string | null;
        };
        /**
         * SignedInOut
         * @description Who is signed in; the tokens only where they were asked for in the body.
         */
        SignedInOut: {
            account: components["schemas"]["AccountOut"];
            tokens: components["schemas"]["TokensOut"] | null;
        };
        /**
         * SimilarIn
         * @description What is about to be submitted.
         */
        SimilarIn: {
            /**
             * All Day
             * @default false
             */
            all_day: boolean;
            /** Location */
            location?: string | null;
            /**
             * Start
             * @description Local to the site: 2026-03-06T19:00, or 2026-03-06 where all_day.
             */
            start: string;
            /** Title */
            title: string;
        };
        /**
         * SimilarOut
         * @description A date on the calendar that may be the same.
         */
        SimilarOut: {
            /** Canonical Segment */
            canonical_segment: string;
            /** Event Id */
            event_id: number;
            /** Score */
            score: number;
            /**
             * Start Datetime Utc
             * Format: date-time
             */
            start_datetime_utc: string;
            /** Title */
            title: string;
            /** Venue Name */
            venue_name: string | null;
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
         * SourceChangeIn
         * @description What is to change about a source; what is left out stays.
         */
        SourceChangeIn: {
            /**
             * Kind
             * @default media
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media";
            /** Licence */
            licence?: string | null;
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Rank
             * @default 1
             */
            rank: number;
            /** Website */
            website?: string | null;
        };
        /**
         * SourceIn
         * @description A source to be added; without a rank, its kind decides who is believed first.
         */
        SourceIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media";
            /** Licence */
            licence?: string | null;
            /** Name */
            name: string;
            /** Rank */
            rank?: number | null;
            /** Website */
            website?: string | null;
        };
        /**
         * SourceOut
         * @description A source; a lower rank is believed first.
         */
        SourceOut: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "own_venue" | "organiser" | "city" | "media" | "submission" | "import";
            /** Licence */
            licence: string | null;
            /** Name */
            name: string;
            /** Rank */
            rank: number;
            /** Slug */
            slug: string;
            /** Website */
            website: string | null;
        };
        /**
         * SplitIn
         * @description Which member is to stand for itself.
         */
        SplitIn: {
            /** Home Id */
            home_id: number;
        };
        /**
         * SubmissionChangeIn
         * @description What its maker changes; what is left out stays.
         */
        SubmissionChangeIn: {
            /** Address */
            address?: string | null;
            /**
             * All Day
             * @default false
             */
            all_day: boolean;
            /** Categories */
            categories?: string[];
            /** Contact Email */
            contact_email?: string | null;
            /** Cost */
            cost?: string | null;
            /** Description */
            description?: string | null;
            /** End */
            end?: string | null;
            /** Is Free */
            is_free?: boolean | null;
            /**
             * Location
             * @default
             */
            location: string;
            /**
             * Start
             * @description Local to the site: 2026-03-06T19:00, or 2026-03-06 where all_day.
             * @default
             */
            start: string;
            /**
             * Title
             * @default
             */
            title: string;
            /** Url */
            url?: string | null;
        };
        /**
         * SubmissionIn
         * @description An event that somebody proposes.
         */
        SubmissionIn: {
            /** Address */
            address?: string | null;
            /**
             * All Day
             * @default false
             */
            all_day: boolean;
            /** Categories */
            categories?: string[];
            /** Contact Email */
            contact_email?: string | null;
            /** Cost */
            cost?: string | null;
            /** Description */
            description?: string | null;
            /** End */
            end?: string | null;
            /**
             * Form Token
             * @description From /api/submissions/form-token.
             */
            form_token: string;
            /** Is Free */
            is_free?: boolean | null;
            /** Location */
            location: string;
            /**
             * Start
             * @description Local to the site: 2026-03-06T19:00, or 2026-03-06 where all_day.
             */
            start: string;
            /** Title */
            title: string;
            /** Url */
            url?: string | null;
            /**
             * Website
             * @description Must be empty.
             * @default
             */
            website: string;
        };
        /**
         * SubmissionOut
         * @description A submission as its maker sees it; `published` is what stands on the calendar now.
         */
        SubmissionOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Contact Email */
            contact_email: string | null;
            content: components["schemas"]["ContentOut"];
            /** Event Id */
            event_id: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            published: components["schemas"]["ContentOut"] | null;
            /** Refusal */
            refusal: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "published" | "refused" | "withdrawn";
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /**
         * SubmittedOut
         * @description A submission that was taken in; the token is shown this once.
         */
        SubmittedOut: {
            /** Edit Token */
            edit_token: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "published" | "refused" | "withdrawn";
        };
        /**
         * SuggestionOut
         * @description A venue that a place may be; the score is out of 100.
         */
        SuggestionOut: {
            /** Name */
            name: string;
            /** Score */
            score: number;
            /** Venue Id */
            venue_id: number;
        };
        /**
         * SuspectedOut
         * @description Another event that may be the same.
         */
        SuspectedOut: {
            /** Event Id */
            event_id: number;
            /** Reason */
            reason: string;
            /** Score */
            score: number;
            /** Title */
            title: string;
        };
        /**
         * SuspectOut
         * @description One of two events that may be the same.
         */
        SuspectOut: {
            /** Id */
            id: number;
            /** Is Hidden */
            is_hidden: boolean;
            /** Next Start */
            next_start: string | null;
            /** Sources */
            sources: string[];
            /** Title */
            title: string;
            /** Venue */
            venue: string | null;
        };
        /**
         * TokenIn
         * @description The token of a mailed link.
         */
        TokenIn: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * TokensOut
         * @description A pair of tokens; `expires_in` are the seconds of the access token (RFC 6749 section 5.1).
         */
        TokensOut: {
            /** Access Token */
            access_token: string;
            /** Expires In */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string;
            /**
             * Token Type
             * @constant
             */
            token_type: "Bearer";
        };
        /**
         * TracedChangeOut
         * @description What a run changed.
         */
        TracedChangeOut: {
            /** After */
            after: {
                [key: string]: unknown;
            };
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** Feed Id */
            feed_id: number;
            /** Kind */
            kind: string;
            /** Run Id */
            run_id: number;
        };
        /**
         * TracedEventOut
         * @description An event with all that decides how it is shown.
         */
        TracedEventOut: {
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
            /** Is Hidden */
            is_hidden: boolean;
            /**
             * Kind
             * @enum {string}
             */
            kind: "single" | "series";
            /** Merged Into Id */
            merged_into_id: number | null;
            /** Next Start */
            next_start: string | null;
            /** Pinned */
            pinned: {
                [key: string]: unknown;
            };
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
         * TracedFeedOut
         * @description The feed that tells of an event.
         */
        TracedFeedOut: {
            /** Id */
            id: number;
            /** Name */
            name: string | null;
            /** Url */
            url: string;
        };
        /**
         * TracedSourceOut
         * @description Whose feed that is; a lower rank is believed first.
         */
        TracedSourceOut: {
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Rank */
            rank: number;
        };
        /**
         * TraceOut
         * @description Why an event is here, and why it is as it is.
         */
        TraceOut: {
            /** Changes */
            changes: components["schemas"]["TracedChangeOut"][];
            /** Decisions */
            decisions: components["schemas"]["DecisionOut"][];
            event: components["schemas"]["TracedEventOut"];
            /** Members */
            members: components["schemas"]["MemberOut"][];
            /** Suspected */
            suspected: components["schemas"]["SuspectedOut"][];
        };
        /**
         * UnpinIn
         * @description What sources are to decide about again.
         */
        UnpinIn: {
            /**
             * Field
             * @enum {string}
             */
            field: "title" | "venue_id" | "categories";
        };
        /**
         * UploadOut
         * @description What storing an uploaded file did, counted in dates.
         */
        UploadOut: {
            /** Changed Count */
            changed_count: number;
            /** Found Count */
            found_count: number;
            /** New Count */
            new_count: number;
            /** Problems */
            problems: {
                [key: string]: unknown;
            }[];
            /** Skipped Count */
            skipped_count: number;
            /** Unchanged Count */
            unchanged_count: number;
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
         * VenueChangeIn
         * @description What is to change about a venue; what is left out stays.
         */
        VenueChangeIn: {
            /** Address */
            address?: string | null;
            /** Area */
            area?: string | null;
            /**
             * Name
             * @default
             */
            name: string;
            /** Parent Id */
            parent_id?: number | null;
            /** Website */
            website?: string | null;
        };
        /**
         * VenueCountOut
         * @description A venue, its rooms with it, and how many results it has.
         */
        VenueCountOut: {
            /** Count */
            count: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
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
         * VenueIn
         * @description A venue to be added; one with a parent is a room or stage there.
         */
        VenueIn: {
            /** Address */
            address?: string | null;
            /** Area */
            area?: string | null;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: number | null;
            /** Website */
            website?: string | null;
        };
        /**
         * VenueMergeIn
         * @description The venue that is to stand for both.
         */
        VenueMergeIn: {
            /** Into Id */
            into_id: number;
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
        /**
         * VersionsOut
         * @description What runs: the release is the tag of the images.
         */
        VersionsOut: {
            /** Postgresql */
            postgresql: string;
            /** Release */
            release: string;
            /** Schema Revision */
            schema_revision: string | null;
        };
        /**
         * WeatherOut
         * @description One local day's weather in words, with its highest and lowest temperature.
         */
        WeatherOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Highest Celsius */
            highest_celsius: number;
            /** Highest Fahrenheit */
            highest_fahrenheit: number;
            /** Lowest Celsius */
            lowest_celsius: number;
            /** Lowest Fahrenheit */
            lowest_fahrenheit: number;
            /** Rain Percent */
            rain_percent: number | null;
            /** Words */
            words: string;
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
    list_accounts: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
                search?: string | null;
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
                    "application/json": components["schemas"]["AccountsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    change_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedAccountOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No account has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change would leave the site without an active admin. */
            409: {
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
    audit_trail: {
        parameters: {
            query?: {
                /** @description account.changed, or all of account. */
                action?: string | null;
                actor?: string | null;
                before?: number | null;
                limit?: number;
                /** @description Such as account:UUID. */
                subject?: string | null;
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
                    "application/json": components["schemas"]["AuditOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    list_decisions: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
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
                    "application/json": components["schemas"]["DecisionsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    undo_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision_id: number;
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
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No decision has this id. No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. Something later stands in the way of undoing. The venue cannot go: something refers to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    list_duplicates: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
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
                    "application/json": components["schemas"]["DuplicatesOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    keep_duplicates_apart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                high_id: number;
                low_id: number;
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
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. */
            409: {
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
    merge_duplicates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                high_id: number;
                low_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairMergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. The event is part of another one, which is what can be decided about. Two things cannot each be part of the other. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    find_events: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                q?: string | null;
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
                    "application/json": components["schemas"]["FoundEventsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    trace_event: {
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
                    "application/json": components["schemas"]["TraceOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
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
    categorise_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoriesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    hide_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HideIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
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
    merge_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. Two things cannot each be part of the other. */
            409: {
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
    rename_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
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
    show_event: {
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
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
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
    split_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. What is to stand for itself is not part of this event. */
            409: {
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
    unpin_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnpinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
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
    place_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No event has this id. No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is part of another one, which is what can be decided about. It is as it is to become already. */
            409: {
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
    show_dry_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                errand_id: string;
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
                    "application/json": components["schemas"]["ErrandOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No errand has this id, or it is forgotten. */
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
    ask_for_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A feed as it is described cannot be read. */
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
    show_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                errand_id: string;
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
                    "application/json": components["schemas"]["ErrandOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No errand has this id, or it is forgotten. */
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
    ask_for_feeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HomepageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A feed as it is described cannot be read. */
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
    show_feeds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                errand_id: string;
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
                    "application/json": components["schemas"]["ErrandOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No errand has this id, or it is forgotten. */
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
    list_feeds: {
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
                    "application/json": components["schemas"]["FeedOut"][];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
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
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
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
    remove_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
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
    change_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another feed has this address. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A feed as it is described cannot be read. */
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
    accept_drop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The feed is filled by hand, so there is nothing to fetch. */
            409: {
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
    ask_for_dry_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The feed is filled by hand, so there is nothing to fetch. */
            409: {
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
    run_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The feed is filled by hand, so there is nothing to fetch. */
            409: {
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
    list_runs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
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
                    "application/json": components["schemas"]["RunOut"][];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
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
    upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No feed has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A feed as it is described cannot be read. */
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
    show_inbox: {
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
                    "application/json": components["schemas"]["InboxOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operations: {
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
                    "application/json": components["schemas"]["OperationsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reports: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                state?: ("open" | "resolved" | "dismissed") | null;
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
                    "application/json": components["schemas"]["ReportsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    show_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: number;
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
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No report has this id. */
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
    dismiss_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: number;
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
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No report has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The report is in a state in which this cannot be done. */
            409: {
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
    reopen_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: number;
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
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No report has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The report is in a state in which this cannot be done. */
            409: {
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
    resolve_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: number;
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
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No report has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The report is in a state in which this cannot be done. */
            409: {
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
    show_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: number;
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
                    "application/json": components["schemas"]["RunDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No run has this id. */
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
    replay_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No run has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What the run read is no longer kept. */
            409: {
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
    list_managed_sources: {
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
                    "application/json": components["schemas"]["ListedSourceOut"][];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_source: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another source has this name. */
            409: {
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
    remove_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No source has this id. */
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
    change_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No source has this id. */
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
    add_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No source has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another feed has this address. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A feed as it is described cannot be read. */
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
    list_submissions: {
        parameters: {
            query?: {
                before?: string | null;
                limit?: number;
                state?: ("waiting" | "published" | "refused" | "withdrawn") | null;
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
                    "application/json": components["schemas"]["ManagedSubmissionsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    show_managed_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
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
                    "application/json": components["schemas"]["ManagedSubmissionDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
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
    change_managed_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContentChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedSubmissionDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The submission is in a state in which this cannot be done. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field of the form says what cannot be; the sentence names it. */
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
    publish_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
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
                    "application/json": components["schemas"]["ManagedSubmissionDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The submission is in a state in which this cannot be done. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field of the form says what cannot be; the sentence names it. */
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
    refuse_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedSubmissionDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The submission is in a state in which this cannot be done. */
            409: {
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
    list_venue_questions: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                state?: "open" | "linked" | "dismissed";
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
                    "application/json": components["schemas"]["QuestionsOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    create_venue_of_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVenueIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No question about a place has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    dismiss_venue_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: number;
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
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No question about a place has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. */
            409: {
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
    link_venue_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No question about a place has this id. No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is as it is to become already. */
            409: {
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
    list_managed_venues: {
        parameters: {
            query?: {
                after?: number | null;
                limit?: number;
                q?: string | null;
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
                    "application/json": components["schemas"]["ManagedVenuesOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
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
    add_venue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VenueIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedVenueDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    show_managed_venue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                venue_id: number;
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
                    "application/json": components["schemas"]["ManagedVenueDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No venue has this id. */
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
    change_venue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                venue_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VenueChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedVenueDetailOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The venue leads to another one, which is what can be decided about. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    add_venue_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                venue_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AliasIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The venue leads to another one, which is what can be decided about. It is as it is to become already. Another venue goes by this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The decision names something that there is not. */
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
    remove_venue_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                normal_form: string;
                venue_id: number;
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
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No venue has this id. The venue does not go by this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The venue leads to another one, which is what can be decided about. */
            409: {
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
    merge_venue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                venue_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VenueMergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account's role does not include this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No venue has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The venue leads to another one, which is what can be decided about. Two things cannot each be part of the other. */
            409: {
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
    ask_for_verification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description The link was used, has expired, or is none of ours. */
            410: {
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
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description E-mail and password do not belong to an active account. */
            401: {
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
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More passwords are waiting to be checked than can be. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: {
                /** @description A path of this site to go to afterwards. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description On to the page that `to` names */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    me: {
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
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The current password is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another account has this e-mail. */
            409: {
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
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More passwords are waiting to be checked than can be. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_options: {
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
                    "application/json": components["schemas"]["OptionsOut"];
                };
            };
        };
    };
    forgot_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The link was used, has expired, or is none of ours. */
            410: {
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
            /** @description More passwords are waiting to be checked than can be. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description The session is over: sign in again. */
            401: {
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
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Nobody can register here. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another account has this e-mail. */
            409: {
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
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More passwords are waiting to be checked than can be. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume: {
        parameters: {
            query?: {
                /** @description A path of this site to go to afterwards. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    list_sessions: {
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
                    "application/json": components["schemas"]["SessionOut"][];
                };
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the sign-in has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account has no such session. */
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
    report_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportedOut"];
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
            /** @description The form was filled in too quickly, or lay open for too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    search_events: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description A local day, YYYY-MM-DD. */
                end?: string | null;
                /** @description true or false. */
                free?: string | null;
                limit?: number;
                /** @description Words; "in quotes" a phrase, -word without it, OR between alternatives. */
                q?: string | null;
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
                    "application/json": components["schemas"]["SearchOut"];
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
    list_sources: {
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
                    "application/json": components["schemas"]["PublicSourceOut"][];
                };
            };
        };
    };
    submit_event: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedOut"];
                };
            };
            /** @description A field of the form says what cannot be; the sentence names it. The form was filled in too quickly, or lay open for too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_submission: {
        parameters: {
            query?: never;
            header: {
                "X-Edit-Token": string;
            };
            path: {
                submission_id: string;
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
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
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
    change_submission: {
        parameters: {
            query?: never;
            header: {
                "X-Edit-Token": string;
            };
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The submission is in a state in which this cannot be done. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field of the form says what cannot be; the sentence names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_submission: {
        parameters: {
            query?: never;
            header: {
                "X-Edit-Token": string;
            };
            path: {
                submission_id: string;
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
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
            /** @description No submission has this id, or the edit token is not its own. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The submission is in a state in which this cannot be done. */
            409: {
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
    open_form: {
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
                    "application/json": components["schemas"]["FormTokenOut"];
                };
            };
        };
    };
    ask_for_prefill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description A feed as it is described cannot be read. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_prefill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                errand_id: string;
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
                    "application/json": components["schemas"]["PrefillAnswerOut"];
                };
            };
            /** @description No errand has this id, or it is forgotten. */
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
    read_calendar_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrefillOut"][];
                };
            };
            /** @description The file is larger than any calendar that is read. The file is larger than what a submission needs. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes are no iCalendar stream at all; the message says what they look like. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_similar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimilarIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarOut"][];
                };
            };
            /** @description A field of the form says what cannot be; the sentence names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Tried too often. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
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
            /** @description The venue was merged into another. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description The venue was merged into another. */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    weather: {
        parameters: {
            query: {
                end: string;
                start: string;
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
                    "application/json": components["schemas"]["WeatherOut"][];
                };
            };
            /** @description A day or a pair of days that makes no sense. */
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
    worker_health: {
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
    feed_of_category_ics: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "text/calendar": unknown;
                };
            };
            /** @description No category has this slug. */
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
    feed_of_category_json: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/feed+json": unknown;
                };
            };
            /** @description No category has this slug. */
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
    feed_of_category_rss: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/rss+xml": unknown;
                };
            };
            /** @description No category has this slug. */
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
    feed_of_events_ics: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "text/calendar": unknown;
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
    feed_of_events_json: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/feed+json": unknown;
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
    feed_of_events_rss: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/rss+xml": unknown;
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
    feed_of_venue_ics: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "text/calendar": unknown;
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
    feed_of_venue_json: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/feed+json": unknown;
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
    feed_of_venue_rss: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string | null;
                /** @description true or false. */
                free?: string | null;
                /** @description Words that an event must hold. */
                q?: string | null;
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
                    "application/rss+xml": unknown;
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
