-- Records that stand apart, merged into another or withdrawn, are few: whoever counts possible duplicates looks only at pairs of one of them.
create index person_apart on person (programme_id, id) where canonical_id <> id or withdrawn;
create index organisation_apart on organisation (programme_id, id) where canonical_id <> id or withdrawn;
