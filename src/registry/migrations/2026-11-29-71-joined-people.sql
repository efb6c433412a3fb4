-- Which records stand for another: looked up to count people, and few.
create index person_joined on person (programme_id, number) where canonical_id <> id;
-- People seen with an organisation are counted from the index alone.
create index fact_organisation on fact (programme_id, organisation, person, activity, batch) where to_position is null and organisation is not null;
