-- A session says at what hour it begins. The server makes these rows again when it finds that projections were made another way.
alter table session add column starts_at text;
