-- People without any name are few (their data were erased): whoever asks who they are need not look at everybody.
create index person_nameless on person (programme_id, number) where id = canonical_id and trim(given_names || surnames) = '';
