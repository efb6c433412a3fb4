-- What stands of a kind in the whole programme: openings and materials that the public site shows.

create index process_record_standing on process_record (programme_id, kind) where to_position is null;
