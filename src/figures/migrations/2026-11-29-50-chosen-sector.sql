-- Record whose economic activity stands for the whole organisation; null: the first known one.
alter table organisation_identity add column chosen_sector bigint;
