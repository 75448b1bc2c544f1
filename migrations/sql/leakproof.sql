-- Marks the reviewed operators that search and filters use as LEAKPROOF, so that they may run in an index below a
-- row-level policy. None of them tells a value through an error or a side effect. Needs a superuser; `pg_dump` does not
-- carry it, so it is repeated after a restore. Without it everything works, but searches read whole tables.
alter function pg_catalog.textlike(text, text) leakproof;
alter function pg_catalog.textnlike(text, text) leakproof;
alter function pg_catalog.texticlike(text, text) leakproof;
alter function pg_catalog.jsonb_contains(jsonb, jsonb) leakproof;
alter function pg_catalog.jsonb_exists(jsonb, text) leakproof;
alter function pg_catalog.jsonb_object_field(jsonb, text) leakproof;
alter function pg_catalog.jsonb_object_field_text(jsonb, text) leakproof;
alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;
alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
alter function pg_catalog.numeric_eq(numeric, numeric) leakproof;
alter function pg_catalog.numeric_ne(numeric, numeric) leakproof;
alter function pg_catalog.numeric_lt(numeric, numeric) leakproof;
alter function pg_catalog.numeric_le(numeric, numeric) leakproof;
alter function pg_catalog.numeric_gt(numeric, numeric) leakproof;
alter function pg_catalog.numeric_ge(numeric, numeric) leakproof;
