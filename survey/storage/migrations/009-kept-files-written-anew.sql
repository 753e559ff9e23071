-- Where a file cannot be blanked byte by byte (XLSX, gzip, UTF-16), what is kept is its table, written anew as UTF-8 CSV.
alter table revision add column kept_is_rewritten boolean not null default false;
