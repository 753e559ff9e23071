-- The numbers that respondents gave: float64, little-endian, number i is that of respondent i of the wave in file order, NaN where there is none,
-- in chunks of 1,048,576 respondents as in selection. Who gave one is there too, as the option "number".
create table number (
  survey_id text not null,
  wave_id text not null,
  revision int not null,
  question_id text not null,
  chunk int not null,
  numbers bytea not null,
  primary key (survey_id, wave_id, revision, question_id, chunk)
);
alter table number alter column numbers set storage external;
