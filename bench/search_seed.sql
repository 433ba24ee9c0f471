-- `bench.events` events over 400 days around today, 7.7 dates each on average, in words whose
-- frequency falls like 1 / (rank + 30) (Zipf-Mandelbrot): head words that readers search for, the
-- first of them in a quarter of all events, then invented ones.
-- The largest venue has one date in a hundred, and one event in two hundred goes round three venues.
-- Events become known in about the order in which they take place.
-- Deterministic. Loaded without keys being checked and before its indexes, for speed alone.
SELECT setseed(0.42);
SET session_replication_role = replica;
CREATE TEMPORARY TABLE dropped_index AS
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'app' AND tablename IN ('occurrence', 'event_search')
      AND indexname LIKE 'ix\_%';
DO $$ DECLARE dropped text; BEGIN
    FOR dropped IN SELECT indexname FROM pg_temp.dropped_index LOOP
        EXECUTE format('DROP INDEX app.%I', dropped);
    END LOOP;
END $$;

CREATE TEMPORARY TABLE vocabulary AS
    SELECT row_number() OVER (ORDER BY rank) AS rank, word FROM (
        SELECT rank, word FROM unnest(string_to_array(
            'music live night community free family art show class festival market workshop dance'
            ' concert garden open jazz band food beach kids yoga film theater gallery evening'
            ' tour history summer local story craft park morning holiday group weekly book club'
            ' painting walk wine beer comedy lecture opera ballet nature bird photography writing'
            ' poetry guitar piano blues folk rock choir orchestra quartet symphony improv drama'
            ' puppet magic circus carnival parade fair bazaar auction gala benefit charity run'
            ' marathon cycling kayak sailing fishing tennis golf swim meditation tai pilates zumba'
            ' salsa tango swing ballroom knitting pottery ceramics sculpture watercolor drawing'
            ' printmaking weaving cooking baking tasting brunch dinner barbecue chili seafood'
            ' oyster vegan coffee tea chocolate harvest farmers pumpkin christmas easter halloween'
            ' fireworks lantern drone robot science astronomy telescope dinosaur aquarium manatee'
            ' dolphin turtle mangrove orchid bonsai botanical lego chess trivia bingo karaoke',
            ' ')) WITH ORDINALITY AS head (word, rank)
        UNION ALL
        SELECT 1000 + n, parts[1 + n % 40] || parts[1 + n / 40 % 40] || parts[1 + n / 1600]
        FROM generate_series(1, 12000) AS n, string_to_array(
            'ba co di fu ga ho ji ka lu me ni or pa qui ra se ti um va wo xe ya zo bri cla dro fle'
            ' gri plo sta tre vin mon ter del san col bur wick ham', ' ') AS parts
    ) AS words;
ALTER TABLE pg_temp.vocabulary ADD PRIMARY KEY (rank);

INSERT INTO app.venue (slug, name, name_normal_form, address, area)
SELECT 'place-' || n, initcap(word) || ' ' || kind || ' ' || n, word || ' ' || lower(kind) || ' ' || n,
       n || ' Palm Avenue', 'Area ' || n % 9
FROM generate_series(1, greatest(40, current_setting('bench.events')::int / 60)) AS n
JOIN pg_temp.vocabulary ON rank = 200 + n
CROSS JOIN LATERAL (SELECT (ARRAY['Hall', 'Theater', 'Gallery', 'Park', 'Tavern'])[1 + n % 5]) AS k (kind);

CREATE TEMPORARY TABLE draft AS
    SELECT n, random() AS shape, 30 + floor(random() * 40)::int AS length,
           2 + floor(random() * 4)::int AS title_length
    FROM generate_series(1, current_setting('bench.events')::int) AS n;
CREATE TEMPORARY TABLE prose AS
    SELECT n, string_agg(word, ' ') FILTER (WHERE position <= title_length) AS title,
           string_agg(word, ' ') FILTER (WHERE position > title_length) AS description
    FROM (
        SELECT draft.n, position, title_length,
               floor(31 * exp(random() * ln((31 + (SELECT count(*) FROM pg_temp.vocabulary)) / 31.0)))::bigint
                   - 30 AS rank
        FROM pg_temp.draft CROSS JOIN generate_series(1, 76) AS position
        WHERE position <= title_length + length
    ) AS drawn JOIN pg_temp.vocabulary USING (rank) GROUP BY n;
INSERT INTO app.event (kind, slug, title, description, status, free, organizer, external_url)
SELECT CASE WHEN shape < 0.55 THEN 'single' ELSE 'series' END, 'event-' || n,
       coalesce(initcap(title), 'Event'), description, 'scheduled',
       (ARRAY['yes', 'no', 'unknown', 'unknown'])[1 + n % 4],
       CASE WHEN n % 3 = 0 THEN initcap(word) || ' Society' END,
       'https://example.org/events/' || n
FROM pg_temp.draft JOIN pg_temp.prose USING (n) JOIN pg_temp.vocabulary ON rank = 500 + n % 700
ORDER BY n;
INSERT INTO app.event_category (event_id, category_id, origin)
SELECT event.id, category.id, 'rule' FROM app.event JOIN app.category
    ON category.id IN (1 + event.id % 14, CASE event.id % 3 WHEN 0 THEN 1 + event.id / 3 % 14 END);

INSERT INTO app.occurrence (event_id, recurrence_key, starts_at, ends_at, local_date,
                            local_end_date, all_day, zone, status, venue_id, location_text)
SELECT event.id, 'k' || k, starts_at, ends_at, (starts_at AT TIME ZONE 'America/New_York')::date,
       ((ends_at - interval '1 microsecond') AT TIME ZONE 'America/New_York')::date,
       false, 'America/New_York', CASE WHEN random() < 0.02 THEN 'cancelled' ELSE 'scheduled' END,
       place.first_id + floor(21 * exp(place.draw * ln((place.count + 21) / 21)))::bigint - 21
           + CASE WHEN shape > 0.995 THEN k % 3 ELSE 0 END, '12 Palm Avenue'
FROM pg_temp.draft
JOIN app.event ON event.slug = 'event-' || draft.n
CROSS JOIN LATERAL (
    SELECT date_trunc('day', now()) + interval '14 hours'
           + interval '15 minutes' * floor(random() * 40)
           + interval '1 day' * floor(random() * 60 - 30
               + n * 400.0 / current_setting('bench.events')::int - 200) AS origin
) AS series
CROSS JOIN LATERAL (
    SELECT min(id) AS first_id, count(*)::float - 2 AS count, random() + n * 0 AS draw FROM app.venue
) AS place
CROSS JOIN LATERAL generate_series(1, CASE
    WHEN shape < 0.55 THEN 1 WHEN shape < 0.80 THEN 2 + n % 9
    WHEN shape < 0.95 THEN 20 ELSE 53 END) AS k
CROSS JOIN LATERAL (SELECT origin + interval '7 days' * (k - 1) AS starts_at) AS start
CROSS JOIN LATERAL (
    SELECT starts_at + CASE WHEN shape < 0.01 THEN interval '30 days' ELSE interval '2 hours' END
        AS ends_at
) AS finish;
