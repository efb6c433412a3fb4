-- All that is asked of the few joined people is in their own index: else, now that the index of everybody has it too, everybody is read.
drop index person_joined;
create index person_joined on person (programme_id, number) include (canonical_id) where canonical_id <> id;
