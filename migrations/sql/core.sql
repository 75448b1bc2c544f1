-- The last ten digits of a telephone number without its inner line: however a caller's number is written, it is found by
-- them. Null for short lines. Kept in stored columns, because below row-level security only plain comparisons reach an index.
create function phone_key(phone text) returns text language sql immutable parallel safe
  return case when length(regexp_replace(split_part(phone, ';', 1), '[^0-9]', '', 'g')) >= 10
    then right(regexp_replace(split_part(phone, ';', 1), '[^0-9]', '', 'g'), 10) end;
