-- Under row-level security `coalesce` is not looked up in an index (it is not among what is known to leak nothing), `case` is.
drop index organisation_line_place;
create index organisation_line_place on organisation_line (programme_id, (case when department is null then '' else department end),
  (case when municipality is null then '' else municipality end), sort_name, id);
