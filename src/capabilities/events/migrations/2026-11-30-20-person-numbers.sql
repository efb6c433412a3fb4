-- The number of the person's record beside their id: what is counted of many looks nobody up. Filled by the rebuild that comes with it.
alter table process_record add column person_number bigint;
alter table certificate add column person_number bigint;
