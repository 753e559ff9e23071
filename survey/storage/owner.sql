-- The role that Survey's programs connect as: it owns what they store, and may do nothing to the server. The server's administrator runs
-- this in Survey's database, as often as wanted: it makes the role, and hands over what older versions stored, which worked as the
-- administrator. A private database and docker-compose.yml run it by themselves.
do $$
declare
  command text;
begin
  -- Programs that start together do not both do it.
  perform pg_advisory_xact_lock(x'5375727665790002'::bigint);
  if not exists (select from pg_roles where rolname = 'survey_owner') then
    create role survey_owner login;
  end if;
  for command in
    select format('alter database %I owner to survey_owner', datname)
    from pg_database
    where datname = current_database() and datdba <> 'survey_owner'::regrole
    union all
    select format('alter schema %I owner to survey_owner', nspname)
    from pg_namespace
    where nspname = 'survey' and nspowner <> 'survey_owner'::regrole
    union all
    select format('alter %s %s owner to survey_owner', case relkind when 'v' then 'view' else 'table' end, oid::regclass)
    from pg_class
    where relnamespace = to_regnamespace('survey') and relkind in ('r', 'v') and relowner <> 'survey_owner'::regrole
    union all
    select format('alter routine %s owner to survey_owner', oid::regprocedure)
    from pg_proc
    where pronamespace = to_regnamespace('survey') and proowner <> 'survey_owner'::regrole
  loop
    execute command;
  end loop;
end
$$;
