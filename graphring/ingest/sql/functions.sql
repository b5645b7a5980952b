-- What SQL reads by itself: times, numbers, flags, and ids that hardly ever come twice.
CREATE OR REPLACE TEMP MACRO blank(t) AS t IS NULL OR regexp_full_match(t, '[ \t\n\r]*');
CREATE OR REPLACE TEMP MACRO placeholder(t) AS lower(trim(t)) IN
    ('null', 'none', 'nil', 'nan', 'nat', 'n/a', 'na', '#n/a', 'unknown', 'undefined', '-', '--', '?', '(null)', '(none)', '<null>', '<none>', 'missing', 'tbd', '\n', '<na>');
CREATE OR REPLACE TEMP MACRO usable(t) AS NOT blank(t) AND NOT placeholder(t) AND length(t) <= 512 AND NOT regexp_matches(t, '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]');
-- Most ids are plain at the first look, which is five times faster; no placeholder without a space has ten characters.
CREATE OR REPLACE TEMP MACRO plain_id(t) AS strlen(t) BETWEEN 10 AND 512 AND regexp_full_match(t, '[!-~]+');

-- Unix seconds, milliseconds, microseconds or nanoseconds, told by magnitude: 1e11 seconds are the year 5138, and 1e11
-- milliseconds 1973.
CREATE OR REPLACE TEMP MACRO instant_of_whole(x) AS make_timestamptz(CASE
    WHEN abs(x) < 100000000000 THEN x * 1000000
    WHEN abs(x) < 100000000000000 THEN x * 1000
    WHEN abs(x) < 100000000000000000 THEN x
    WHEN abs(x) <= 9000000000000000000 THEN x // 1000
END);
CREATE OR REPLACE TEMP MACRO instant_of_number(x) AS make_timestamptz(CASE
    WHEN isnan(x) OR isinf(x) THEN NULL
    WHEN abs(x) < 1e11 THEN round(x * 1e6)
    WHEN abs(x) < 1e14 THEN round(x * 1e3)
    WHEN abs(x) < 1e17 THEN round(x)
    WHEN abs(x) < 9e18 THEN round(x / 1e3)
END::BIGINT);
CREATE OR REPLACE TEMP MACRO instant_of_naive(t, tz) AS TRY(timezone(tz, t::TIMESTAMP));
-- A leap second, 23:59:60 in UTC, is the first second of the next day, as in Unix time.
CREATE OR REPLACE TEMP MACRO zoned_of_text(t) AS TRY_CAST(replace(replace(upper(t), ' +', '+'), ' -', '-') AS TIMESTAMPTZ);
CREATE OR REPLACE TEMP MACRO midnight_or_null(t) AS CASE WHEN epoch_us(t) % 86400000000 < 1000000 THEN t END;
CREATE OR REPLACE TEMP MACRO leap_of_text(t) AS CASE WHEN substr(t, 17, 3) = ':60'
    THEN midnight_or_null(zoned_of_text(left(t, 17) || '59' || substr(t, 20)) + INTERVAL 1 SECOND) END;
CREATE OR REPLACE TEMP MACRO naive_text(t) AS regexp_full_match(t, '\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?');
CREATE OR REPLACE TEMP MACRO instant_of_text(t, tz) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)? ?([Zz]|UTC|[+-]\d\d(:?\d\d)?)')
        THEN coalesce(zoned_of_text(t), leap_of_text(t))
    WHEN regexp_full_match(t, '-?\d{1,19}') THEN instant_of_whole(TRY_CAST(t AS BIGINT))
    WHEN regexp_full_match(t, '-?\d+\.\d*|-?\d(\.\d+)?[eE]\+?\d+') THEN instant_of_number(TRY_CAST(t AS DOUBLE))
    WHEN naive_text(t) THEN TRY(timezone(tz, TRY_CAST(t AS TIMESTAMP)))
END;

-- Counts and numbers are added up: millions of them must fit into 64 bits, and 38 digits of which six are behind the point.
CREATE OR REPLACE TEMP MACRO whole_of_text(t) AS CASE
    WHEN regexp_full_match(t, '\d{1,12}(\.0*)?') THEN TRY_CAST(split_part(t, '.', 1) AS BIGINT) END;
CREATE OR REPLACE TEMP MACRO number_of_text(t) AS CASE
    WHEN regexp_full_match(t, '[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?') AND abs(TRY_CAST(t AS DOUBLE)) < 1e20 THEN TRY_CAST(t AS DOUBLE) END;
CREATE OR REPLACE TEMP MACRO flag_of_text(t) AS CASE
    WHEN lower(t) IN ('true', 't', 'yes', 'y', '1', '1.0') THEN true
    WHEN lower(t) IN ('false', 'f', 'no', 'n', '0', '0.0') THEN false END;
