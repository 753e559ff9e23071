-- What published texts claimed of a survey: its claims.yaml as it stands, read with the instrument that the survey is read with.
create table claims (
  survey_id text primary key,
  yaml text not null,
  stored_at timestamptz not null default now()
);
