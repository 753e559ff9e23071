-- Rows that the instrument leaves out (test respondents, rows that are not of the final sample) have an account of their own:
--   data_rows = respondents + blank_rows + rejected_rows + left_out_rows
alter table revision add column left_out_rows bigint not null default 0;
alter table revision drop constraint revision_check;
alter table revision add constraint revision_rows_check check (data_rows = respondents + blank_rows + rejected_rows + left_out_rows);
