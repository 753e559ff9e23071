-- Who keeps answers is told in the transaction that changes what they are given from: which survey, on the channel survey_changed.
-- Revisions and instruments never change once written; what points to them does. A row that stays as it was is no change.
create function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('survey_changed', case tg_op when 'TRUNCATE' then '' when 'DELETE' then old.survey_id else new.survey_id end);
  return null;
end
$$;

create trigger announce after insert or delete on survey for each row execute function announce_change();
create trigger announce_update after update on survey for each row when (old.* is distinct from new.*) execute function announce_change();
create trigger announce_truncate after truncate on survey for each statement execute function announce_change();

create trigger announce after insert or delete on wave for each row execute function announce_change();
create trigger announce_update after update on wave for each row when (old.* is distinct from new.*) execute function announce_change();
create trigger announce_truncate after truncate on wave for each statement execute function announce_change();

create trigger announce after insert or delete on claims for each row execute function announce_change();
create trigger announce_update after update on claims for each row when (old.* is distinct from new.*) execute function announce_change();
create trigger announce_truncate after truncate on claims for each statement execute function announce_change();
