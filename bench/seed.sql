-- 20,000 events with 60,000 occurrences over 400 days around today at 200 venues; deterministic.
SELECT setseed(0.42);
INSERT INTO app.venue (slug, name, name_normal_form, address, area)
SELECT 'venue-' || n, 'Venue ' || n, 'venue ' || n, n || ' Palm Avenue', 'Area ' || n % 9
FROM generate_series(1, 200) AS n;
INSERT INTO app.event (kind, slug, title, description, status, free, price_text, external_url)
SELECT 'series', 'event-' || n, 'Event number ' || n,
       repeat('An evening with music, food and good company by the bay. ', 1 + n % 5),
       'scheduled', (ARRAY['yes', 'no', 'unknown'])[1 + n % 3],
       CASE WHEN n % 3 = 1 THEN '$' || n % 50 END, 'https://example.org/events/' || n
FROM generate_series(1, 20000) AS n;
INSERT INTO app.event_category (event_id, category_id, origin)
SELECT event.id, category.id, 'rule' FROM app.event JOIN app.category
    ON (event.id + category.id) % 9 = 0;
INSERT INTO app.occurrence (event_id, recurrence_key, starts_at, ends_at, local_date,
                            local_end_date, all_day, zone, status, venue_id, location_text)
SELECT event.id, 'k' || n, starts_at, starts_at + interval '2 hours',
       (starts_at AT TIME ZONE 'America/New_York')::date,
       ((starts_at + interval '2 hours' - interval '1 microsecond')
           AT TIME ZONE 'America/New_York')::date,
       false, 'America/New_York', CASE WHEN n = 3 AND event.id % 20 = 0
           THEN 'cancelled' ELSE 'scheduled' END,
       (SELECT min(id) FROM app.venue) + event.id % 200, 'Venue, 12 Palm Avenue, Sarasota'
FROM app.event CROSS JOIN generate_series(1, 3) AS n CROSS JOIN LATERAL (
    SELECT date_trunc('day', now()) + interval '10 hours'
           + interval '15 minutes' * floor(random() * 44)
           + interval '1 day' * (floor(random() * 400) - 200 + (event.id + n) * 0) AS starts_at
) AS dates;
