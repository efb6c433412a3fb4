-- What is observed may be a decimal or a large number: as exact as a figure needs, and no wider than before.
alter table fact alter column quantity type double precision;

-- A statement about an organisation may say its sector and not its kind. sector: division of the economic activity, 1 to
-- 99; 0 unknown; null: the statement does not say.
alter table organisation_version alter column kind drop not null, add column sector smallint;
