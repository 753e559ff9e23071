-- Every key is led by the survey's id, so that a survey's rows stay together (on Citus: distributed by it).

-- A survey and the instrument that it is read with now.
create table survey (
  survey_id text primary key,
  title text not null,
  instrument_version int not null
);

-- Every instrument that a survey was loaded with.
create table instrument (
  survey_id text not null,
  version int not null,
  yaml text not null,
  loaded_at timestamptz not null default now(),
  primary key (survey_id, version)
);

-- A wave points to the revision that answers are given from.
create table wave (
  survey_id text not null,
  wave_id text not null,
  live_revision int,
  primary key (survey_id, wave_id)
);

-- One load of a wave's raw file, with its accounts:
--   data_rows      = respondents + blank_rows + rejected_rows
--   nonblank_cells = coded_cells + rejected_cells + ignored_cells
create table revision (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  instrument_version int not null,
  codebook_fingerprint bytea not null,
  file_name text not null,
  file_sha256 bytea not null,
  file_bytes bigint not null,
  loaded_at timestamptz not null default now(),
  respondents int not null,
  data_rows bigint not null,
  blank_rows bigint not null,
  rejected_rows bigint not null,
  nonblank_cells bigint not null,
  coded_cells bigint not null,
  rejected_cells bigint not null,
  ignored_cells bigint not null,
  primary key (survey_id, wave_id, revision),
  check (data_rows = respondents + blank_rows + rejected_rows),
  check (nonblank_cells = coded_cells + rejected_cells + ignored_cells)
);

-- Who chose what: bit i is respondent i of the wave in file order, in chunks of 1,048,576 respondents, with its count beside it.
-- Kind answered and valid are the question's bases, with an empty option_id.
create table selection (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  question_id text not null,
  kind text not null check (kind in ('option', 'net', 'answered', 'valid')),
  option_id text not null,
  chunk int not null,
  count int not null,
  bits bytea not null,
  primary key (survey_id, wave_id, revision, question_id, kind, option_id, chunk)
);
alter table selection alter column bits set storage external;

-- One free-text answer.
create table verbatim (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  question_id text not null,
  respondent int not null,
  text text not null,
  primary key (survey_id, wave_id, revision, question_id, respondent)
);

-- A cell, or with column_number 0 a row, that could not be used.
create table reject (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  position int not null,
  file_line bigint not null,
  column_number int not null,
  header text not null,
  question_id text not null,
  value text not null,
  code text not null,
  expected text not null,
  primary key (survey_id, wave_id, revision, position)
);

-- The raw file, gzipped, in pieces of at most 1 MB.
create table source (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  part int not null,
  bytes bytea not null,
  primary key (survey_id, wave_id, revision, part)
);
alter table source alter column bytes set storage external;
