-- Every day from 1300 to 1450 as reports group it. Equal to the JavaScript calendar, day by day.

create table dim_date (
  date date primary key,
  jy smallint not null,
  jm smallint not null,
  jd smallint not null,
  month_key integer not null,
  season smallint not null,
  week_start date not null,
  weekday smallint not null,
  fiscal_year smallint not null,
  is_holiday boolean not null,
  working_minutes smallint not null
);
comment on table dim_date is 'Calendar dimension, 1300-01-01 to 1450-12-29 (Jalali)';
comment on column dim_date.month_key is 'jy * 100 + jm, e.g. 140508';
comment on column dim_date.season is '1 spring .. 4 winter';
comment on column dim_date.week_start is 'the Saturday on or before the day';
comment on column dim_date.weekday is '0 Saturday .. 6 Friday';
comment on column dim_date.fiscal_year is 'number of the Jalali year in which the fiscal year ends';
comment on column dim_date.is_holiday is 'official holiday or closure of the company; a plain Friday is not one';
comment on column dim_date.working_minutes is 'minutes worked by the company calendar';

-- Official holidays of 1395 to 1405 that are on no fixed Jalali day (docs/third-party-notices.md, DNTPersianUtils.Core).
create function announced_holidays() returns date[] language sql immutable parallel safe return '{
    2016-04-21, 2016-05-05, 2016-05-22, 2016-06-27, 2016-07-06, 2016-07-07, 2016-07-30, 2016-09-12, 2016-09-20,
    2016-10-11, 2016-10-12, 2016-11-20, 2016-11-28, 2016-11-30, 2016-12-17, 2016-12-25, 2017-03-02, 2017-04-11,
    2017-04-25, 2017-05-12, 2017-06-16, 2017-06-26, 2017-06-27, 2017-07-20, 2017-09-01, 2017-09-09, 2017-09-30,
    2017-10-01, 2017-11-09, 2017-11-17, 2017-11-19, 2017-11-27, 2017-12-06, 2018-02-20, 2018-03-31, 2018-04-14,
    2018-05-02, 2018-06-06, 2018-06-15, 2018-06-16, 2018-07-09, 2018-08-22, 2018-08-30, 2018-09-19, 2018-09-20,
    2018-10-30, 2018-11-07, 2018-11-08, 2018-11-16, 2018-11-25, 2019-02-09, 2019-04-03, 2019-04-21, 2019-05-27,
    2019-06-06, 2019-06-29, 2019-08-12, 2019-08-20, 2019-09-09, 2019-09-10, 2019-10-19, 2019-10-27, 2019-10-29,
    2019-11-06, 2019-11-15, 2020-01-29, 2020-03-08, 2020-04-09, 2020-05-15, 2020-05-24, 2020-05-25, 2020-06-17,
    2020-07-31, 2020-08-08, 2020-08-29, 2020-08-30, 2020-10-08, 2020-10-16, 2020-10-17, 2020-10-25, 2020-11-03,
    2021-01-17, 2021-02-25, 2021-03-11, 2021-03-29, 2021-05-04, 2021-05-13, 2021-05-14, 2021-06-06, 2021-07-21,
    2021-07-29, 2021-08-18, 2021-08-19, 2021-09-27, 2021-10-05, 2021-10-07, 2021-10-15, 2021-10-24, 2022-01-06,
    2022-02-15, 2022-03-01, 2022-03-18, 2022-04-23, 2022-05-03, 2022-05-04, 2022-05-27, 2022-07-10, 2022-07-18,
    2022-08-07, 2022-08-08, 2022-09-17, 2022-09-25, 2022-09-27, 2022-10-05, 2022-10-14, 2022-12-27, 2023-02-04,
    2023-02-18, 2023-03-08, 2023-04-12, 2023-04-22, 2023-04-23, 2023-05-16, 2023-06-29, 2023-07-07, 2023-07-27,
    2023-07-28, 2023-09-06, 2023-09-14, 2023-09-16, 2023-09-24, 2023-10-03, 2023-12-17, 2024-01-25, 2024-02-08,
    2024-02-25, 2024-04-01, 2024-04-10, 2024-04-11, 2024-05-04, 2024-05-22, 2024-06-17, 2024-06-25, 2024-07-15,
    2024-07-16, 2024-08-25, 2024-09-02, 2024-09-04, 2024-09-12, 2024-09-21, 2024-12-05, 2025-01-14, 2025-01-28,
    2025-02-14, 2025-03-22, 2025-03-31, 2025-04-01, 2025-04-24, 2025-06-06, 2025-06-14, 2025-07-05, 2025-07-06,
    2025-08-14, 2025-08-22, 2025-08-24, 2025-09-01, 2025-09-10, 2025-11-24, 2026-01-03, 2026-01-17, 2026-02-04,
    2026-03-11, 2026-04-14, 2026-05-27, 2026-06-24, 2026-06-25, 2026-08-04, 2026-08-12, 2026-08-13, 2026-08-21,
    2026-08-30, 2026-11-13, 2026-12-23, 2027-01-06, 2027-01-24, 2027-02-28, 2027-03-10, 2027-03-11
  }'::date[];

-- A new year is 365 or 366 days after the last; months have 31, 30 and at the end 29 or 30 days.
with leap_marks as (
  select jy, jy = any('{
    1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370, 1375,
    1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449
  }'::int[]) as leap
  from generate_series(1300, 1450) as jy
),
years as (
  select
    jy,
    leap,
    date '1921-03-21' + 365 * (jy - 1300) + (count(*) filter (where leap) over before)::int as starts_on
  from leap_marks
  window before as (order by jy rows between unbounded preceding and 1 preceding)
),
months as materialized (
  select
    jy,
    jm,
    starts_on + case when jm <= 7 then (jm - 1) * 31 else 186 + (jm - 7) * 30 end as starts_on,
    case when jm <= 6 then 31 when jm <= 11 or leap then 30 else 29 end as days
  from years, generate_series(1, 12) as jm
)
insert into dim_date
select
  starts_on + jd - 1, jy, jm, jd, jy * 100 + jm, (jm + 2) / 3,
  starts_on + jd - 1 - (extract(isodow from starts_on + jd - 1)::int + 1) % 7,
  (extract(isodow from starts_on + jd - 1)::int + 1) % 7,
  jy, false, 0
from months, generate_series(1, days) as jd
order by 1;

create unique index dim_date_jalali on dim_date (jy, jm, jd);

-- Writes the company's calendar into dim_date: what changed only. `closed` are closed days besides the solar holidays,
-- `week_minutes` seven numbers from Saturday, `exception_days` days with minutes of their own, in step with
-- `exception_minutes`. Answers the number of changed days. The owner of the schema and the server itself may call it.
create function dim_date_refresh(
  closed date[] default announced_holidays(),
  week_minutes int[] default '{480, 480, 480, 480, 480, 240, 0}',
  fiscal_start_month int default 1,
  exception_days date[] default '{}',
  exception_minutes int[] default '{}',
  solar_holidays boolean default true
) returns integer language plpgsql volatile security definer set search_path from current as $$
declare
  changed integer;
begin
  if coalesce(current_setting('app.system', true), '') = '' and not pg_has_role(session_user, current_user, 'member') then
    raise insufficient_privilege using message = 'only the server itself refreshes dim_date';
  end if;
  with exceptions as (
    select day, minutes from unnest(exception_days, exception_minutes) as listed (day, minutes)
  ),
  marked as (
    select
      d.date,
      case when fiscal_start_month > 1 and d.jm >= fiscal_start_month then d.jy + 1 else d.jy end as fiscal_year,
      c.day is not null or solar_holidays and (d.jm, d.jd) in (
        (1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29), (12, 30)
      ) as is_holiday,
      e.minutes as exception_minutes,
      week_minutes[d.weekday + 1] as usual_minutes
    from dim_date d
    left join (select distinct unnest(closed) as day) c on c.day = d.date
    left join exceptions e on e.day = d.date
  )
  update dim_date d
  set fiscal_year = m.fiscal_year,
      is_holiday = m.is_holiday,
      working_minutes = coalesce(m.exception_minutes, case when m.is_holiday then 0 else m.usual_minutes end)
  from marked m
  where m.date = d.date
    and (d.fiscal_year, d.is_holiday, d.working_minutes) is distinct from (
      m.fiscal_year, m.is_holiday, coalesce(m.exception_minutes, case when m.is_holiday then 0 else m.usual_minutes end)
    );
  get diagnostics changed = row_count;
  return changed;
end $$;

select dim_date_refresh();
analyze dim_date;
