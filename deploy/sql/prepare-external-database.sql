-- Prepares a Postgres server (15 or later, built with ICU) for Peyvand. For a database administrator, as a superuser:
--
--   psql -v ON_ERROR_STOP=1 -v owner_password="'...'" -v app_password="'...'" -f deploy/sql/prepare-external-database.sql
--
-- Then set, in .env or the environment of the service:
--   DATABASE_URL=postgres://peyvand_owner:...@host:5432/peyvand
--   DATABASE_APP_URL=postgres://peyvand_app:...@host:5432/peyvand

-- 1. Two roles. The owner runs migrations. The application owns nothing and cannot bypass row-level security, which
--    is what keeps people from seeing records that are not theirs: never give it more.
create role peyvand_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :owner_password;
create role peyvand_app login nosuperuser nocreatedb nocreaterole noinherit nobypassrls password :app_password;
alter role peyvand_app set statement_timeout = '30s';
alter role peyvand_app set lock_timeout = '10s';
alter role peyvand_app set idle_in_transaction_session_timeout = '60s';

-- 2. The database: UTF-8. Persian names are ordered by the ICU collation "fa-x-icu", which every server built with
--    ICU has; the default order of the database may stay plain.
create database peyvand owner peyvand_owner encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0;
revoke all on database peyvand from public;
grant connect on database peyvand to peyvand_app;

\connect peyvand

-- 3. Extensions.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists pgcrypto;

-- 4. Search below row-level security. Without this block everything works, but searches read whole tables. Dumps do
--    not carry it: run it again after a restore, in the database "peyvand".
\ir ../../migrations/sql/leakproof.sql
