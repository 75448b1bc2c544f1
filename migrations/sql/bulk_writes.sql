-- Merges new entries into the search indexes of a record table now, beside writers that put them aside. Only the owner of an
-- index may ask for it, so it is done in the owner's name, for record tables alone. Gives the pages that were merged.
create function merge_search_entries(record_table text) returns bigint
language sql volatile security definer set search_path = public, pg_temp as $$
  select coalesce(sum(gin_clean_pending_list(i.indexrelid)), 0)::bigint
  from record_tables t join pg_index i on i.indrelid = to_regclass(format('%I', t.table_name))
  join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where t.table_name = record_table and a.amname = 'gin'
$$;
revoke execute on function merge_search_entries(text) from public;
grant execute on function merge_search_entries(text) to peyvand_app;

-- Folds what nearly all text is made of. Most text has nothing to fold or one of three letters, and translate() looks every
-- character up in the whole list: so it comes last.
create function fa_fold(t text) returns text
  language plpgsql immutable strict parallel safe as $fa$
declare
  s text collate "C" := t;
begin
  if s !~ '[\u064a\u0649\u0643\u0621-\u0626\u0629\u0640\u06c0\u06f0-\u06f9\u0660-\u0669\u200c\u200e\u200f]' then
    return s;
  end if;
  s := replace(replace(replace(s, U&'\0622', U&'\0627'), U&'\200c', ''), U&'\0626', U&'\06cc');
  if s !~ '[\u064a\u0649\u0643\u0621-\u0626\u0629\u0640\u06c0\u06f0-\u06f9\u0660-\u0669\u200c\u200e\u200f]' then
    return s;
  end if;
  return translate(
    s,
    U&'\064a\0649\0643\0626\0623\0625\0622\0624\0629\06c0\06f0\06f1\06f2\06f3\06f4\06f5\06f6\06f7\06f8\06f9\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\200c\0621\0640\200e\200f',
    U&'\06cc\06cc\06a9\06cc\0627\0627\0627\0648\0647\0647\0030\0031\0032\0033\0034\0035\0036\0037\0038\0039\0030\0031\0032\0033\0034\0035\0036\0037\0038\0039'
  );
end $fa$;

-- The same key as before for every text, so that columns and indexes made with it stay as they are.
create or replace function fa_key(t text) returns text
  language sql immutable strict parallel safe
  return btrim(
    regexp_replace(
      fa_fold(lower(fa_key_rare(t) collate "C")),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u060c-\u060f\u061b\u061d-\u061f\u066a-\u066d\u2010-\u2014\u2026]+', ' ', 'g'
    ),
    ' '
  );
