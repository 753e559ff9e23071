-- Beside a chunk's numbers stands each different one of them with how many respondents gave it: pairs of float64 and int32, little-endian.
-- Where everybody counts alike, answers read these alone: as many as there are different numbers, however many respondents.
-- Null where more than 10,000 numbers are different, and in revisions that were stored before: there answers count the numbers themselves, and come to the same.
alter table number add column counts bytea check (octet_length(counts) % 12 = 0);
alter table number alter column counts set storage external;
