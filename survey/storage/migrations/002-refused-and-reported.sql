-- What a load should make its author look at, though it is counted.
create table warning (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  position int not null,
  code text not null,
  text text not null,
  primary key (survey_id, wave_id, revision, position)
);

-- Who the respondents are and what they answered, where the file has ids that can be relied on: in file order, 16 bytes a respondent,
-- the first eight of the SHA-256 of the id (zeros: no id) and of the answers. 65,536 respondents a part.
create table respondent_key (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  part int not null,
  bytes bytea not null,
  primary key (survey_id, wave_id, revision, part)
);
alter table respondent_key alter column bytes set storage external;

-- The SHA-256 of the raw file as it is kept, where personal data in it were blanked; null where the kept bytes are the file's own.
alter table revision add column kept_sha256 bytea;

-- Columns of the kept raw file in which personal data were blanked, and in how many cells. The cells themselves are nowhere.
create table blanked (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  column_number int not null,
  header text not null,
  cells bigint not null,
  primary key (survey_id, wave_id, revision, column_number)
);
