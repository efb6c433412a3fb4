-- Whoever asks what is said of a person asks by which records: that is in the index, so that rows need not be read.
drop index person_canonical;
create index person_canonical on person (programme_id, canonical_id) include (id, number);
